"""Activation functions: what makes a stack of layers more than one layer."""
