"""Adam divides a running mean of the gradient by the root of a running mean of its square."""
