"""Layer normalization gives each example mean 0 and variance 1 over its own features."""
