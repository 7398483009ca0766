"""Negative log-likelihood picks the log-probability of the true class and flips its sign."""
