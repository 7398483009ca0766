"""The weighted sum as it is written at work."""

import torch

__all__ = ["weighted_sum"]


def weighted_sum(input, weight):
    """Call the library's dot product; a layer of units calls `F.linear` instead.

    Args:
        input: (D,) tensor.
        weight: (D,) tensor of the same dtype.

    Returns:
        () tensor. The sum of the products.
    """
    return torch.dot(input, weight)  # ()
