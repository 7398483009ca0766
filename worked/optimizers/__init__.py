"""Optimizers: rules that turn a gradient into the next parameters."""
