"""Batch normalization sets each channel's mean and variance over the batch, by a learned scale and shift."""
