"""Mean absolute error charges the size of each residual and is minimized by the median."""
