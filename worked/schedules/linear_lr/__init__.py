"""A linear schedule moves the learning rate along a line; upward it is a warm-up."""
