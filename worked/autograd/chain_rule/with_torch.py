"""The same neuron as it is written at work; autograd multiplies the local derivatives."""

import torch

__all__ = ["neuron_loss"]


def neuron_loss(input, weight, bias, target):
    """Compute the loss; `loss.backward()` walks the same three factors from left to right.

    Args:
        input: (D,) tensor. Features of one example.
        weight: (D,) tensor.
        bias: () tensor.
        target: () tensor. Wanted activation.

    Returns:
        () tensor. Squared error.
    """
    return (target - torch.sigmoid(torch.dot(input, weight) + bias)).square()
