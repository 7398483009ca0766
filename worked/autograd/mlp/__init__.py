"""A multilayer perceptron is a chain of layers, and backpropagation passes a delta down it."""
