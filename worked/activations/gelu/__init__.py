"""GELU weighs its input by the probability that a standard normal number is smaller."""
