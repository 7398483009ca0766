"""Batch normalization gives each channel mean 0 and variance 1 over the batch, then scales it."""
