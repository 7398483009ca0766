"""Leaky ReLU as it is written at work."""

import torch.nn.functional as F

__all__ = ["leaky_relu"]


def leaky_relu(input, negative_slope=0.01):
    """Call the library's operation; at the kink autograd takes the negative slope.

    Args:
        input: (*) floating tensor.
        negative_slope: float. Slope for negative inputs.

    Returns:
        (*) tensor.
    """
    return F.leaky_relu(input, negative_slope)
