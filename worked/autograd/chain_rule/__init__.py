"""The chain rule multiplies the local derivatives on the way from the loss back to a weight."""
