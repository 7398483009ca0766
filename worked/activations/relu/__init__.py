"""ReLU keeps positive inputs and sets the rest to zero."""
