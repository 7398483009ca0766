"""Standardization gives each feature of the training data mean 0 and variance 1."""
