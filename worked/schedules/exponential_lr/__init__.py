"""Exponential decay multiplies the learning rate by the same factor at every step."""
