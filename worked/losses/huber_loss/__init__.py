"""Huber loss is a squared error for small residuals and an absolute error for large ones."""
