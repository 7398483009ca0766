"""Stochastic gradient descent moves every parameter against its gradient, by the learning rate."""
