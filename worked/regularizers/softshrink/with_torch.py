"""Soft shrinkage as it is written at work."""

import torch.nn.functional as F

__all__ = ["softshrink"]


def softshrink(input, lambd=0.5):
    """Call the library's operation; no optimizer of the library takes this step for L1.

    Args:
        input: (*) floating tensor.
        lambd: float. Length of the move, at least 0.

    Returns:
        (*) tensor, exactly zero where the input was within `lambd` of zero.
    """
    return F.softshrink(input, lambd)
