"""A residual block adds its input to its result, so the gradient has a path past its weights."""
