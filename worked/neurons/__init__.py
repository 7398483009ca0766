"""Neurons: weighted sums, units, layers and the networks that are made of them."""
