"""Linear regression fits a weighted sum of the features by least squares, in closed form."""
