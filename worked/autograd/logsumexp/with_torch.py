"""Log-sum-exp as it is written at work."""

import torch

__all__ = ["logsumexp"]


def logsumexp(input, dim, keepdim=False):
    """Call the library's operation; `input.exp().sum(dim).log()` overflows where it does not.

    Args:
        input: (*) floating tensor. Scores.
        dim: int or tuple of ints. Axes that are summed over.
        keepdim: bool. Keep the summed axes with length 1.

    Returns:
        (*) tensor without the axes `dim`.
    """
    return torch.logsumexp(input, dim, keepdim=keepdim)
