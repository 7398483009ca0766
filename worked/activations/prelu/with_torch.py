"""PReLU as it is written at work."""

import torch.nn.functional as F

__all__ = ["prelu"]


def prelu(input, weight):
    """Call the library's operation; `torch.nn.PReLU` keeps the slope as a parameter, 0.25 at first.

    Leave the slope out of weight decay: decay pulls it to zero, that is to ReLU.

    Args:
        input: (N, C, *) floating tensor.
        weight: (1,) or (C,) tensor. One slope, or one per channel.

    Returns:
        (N, C, *) tensor.
    """
    return F.prelu(input, weight)
