"""Mean squared error charges the square of each residual and is minimized by the mean."""
