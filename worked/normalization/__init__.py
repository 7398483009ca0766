"""Normalization layers: activations with mean and variance that a layer sets."""
