"""The affine map of a layer as it is written at work."""

import torch.nn.functional as F

__all__ = ["affine"]


def affine(input, weight, bias=None):
    """Call the library's operation; `torch.nn.Linear` is the module that owns the arrays.

    Args:
        input: (*, in) floating tensor.
        weight: (out, in) tensor.
        bias: (out,) tensor or None.

    Returns:
        (*, out) tensor. Pre-activations.
    """
    return F.linear(input, weight, bias)  # (*, out)
