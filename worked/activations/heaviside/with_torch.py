"""The Heaviside step as it is written at work."""

import torch

__all__ = ["heaviside"]


def heaviside(input, values):
    """Call the library's operation; autograd refuses it, and rightly so.

    Args:
        input: (*) tensor of any real dtype.
        values: tensor of the same dtype that broadcasts to `input`. Answer at zero.

    Returns:
        (*) tensor of the same dtype.
    """
    return torch.heaviside(input, values)
