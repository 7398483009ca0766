"""Polynomial decay lowers the learning rate to zero along a power of the steps that remain."""
