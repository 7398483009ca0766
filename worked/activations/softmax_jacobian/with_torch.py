"""The Jacobian of softmax as it is written at work."""

import torch

__all__ = ["softmax_jacobian"]


def softmax_jacobian(input):
    """Let the library build the Jacobian, one vector-Jacobian product per row, all at once.

    Args:
        input: (C,) floating tensor. Scores of one example.

    Returns:
        (C, C) tensor. Row i, column j: derivative of probability i in score j.
    """
    if input.ndim != 1:  # a matrix would give four dimensions, not an error
        raise ValueError(f"input: wanted one vector, got shape {tuple(input.shape)}")
    return torch.func.jacrev(torch.softmax)(input, 0)
