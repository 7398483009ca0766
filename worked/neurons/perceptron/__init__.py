"""The perceptron rule adds or subtracts an example that the unit gets wrong, and nothing else."""
