"""The derivative by a weight that acts through several paths is the sum over the paths."""
