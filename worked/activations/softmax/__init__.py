"""Softmax turns scores into probabilities that sum to one."""
