"""Leaky ReLU lets a small share of the negative inputs through, so that no unit is cut off."""
