"""Cosine annealing lowers the learning rate along half a cosine wave."""
