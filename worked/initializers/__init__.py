"""Initializers: the weights and biases from which training starts."""
