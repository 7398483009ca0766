"""A forward pass repeats two steps layer by layer: an affine map, then an activation function."""
