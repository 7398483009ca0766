"""RMSprop divides the gradient by the root of a running mean of its square."""
