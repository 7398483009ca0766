"""What a fresh linear layer of PyTorch holds: weights and biases from one narrow interval."""
