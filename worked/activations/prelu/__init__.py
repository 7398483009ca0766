"""PReLU is a leaky ReLU whose negative slope is learned with the weights."""
