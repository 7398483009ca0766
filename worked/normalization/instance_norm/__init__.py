"""Instance normalization gives each channel of each image mean 0 and variance 1."""
