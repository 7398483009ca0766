"""Group normalization gives each group of an example's channels mean 0 and variance 1."""
