"""Batch normalization gives each channel a learned mean and spread over the batch."""
