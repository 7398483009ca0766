"""Softplus is a smooth ReLU, and the integral of the sigmoid."""
