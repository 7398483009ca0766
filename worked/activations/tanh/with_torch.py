"""Tanh as it is written at work."""

import torch

__all__ = ["tanh"]


def tanh(input):
    """Call the library's operation; its backward pass reuses the output, not the input.

    Args:
        input: (*) floating tensor.

    Returns:
        (*) tensor in the range from -1 to 1.
    """
    return torch.tanh(input)
