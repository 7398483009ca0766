"""Constant initialization starts every weight at one value: right for biases, wrong for weights."""
