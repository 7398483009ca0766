"""SiLU and Swish as they are written at work."""

import torch
import torch.nn.functional as F

__all__ = ["silu", "swish"]


def silu(input):
    """Call the library's operation, one kernel that keeps only the input for the backward pass.

    Args:
        input: (*) floating tensor.

    Returns:
        (*) tensor.
    """
    return F.silu(input)


def swish(input, beta):
    """Write the product out: the library has no operation with a learned steepness.

    Args:
        input: (*, C) floating tensor.
        beta: () or (C,) tensor. Steepness.

    Returns:
        (*, C) tensor.
    """
    return input * torch.sigmoid(beta * input)
