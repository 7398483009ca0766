"""Bias and variance split the error of a method over training sets into offset and scatter."""
