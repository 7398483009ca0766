"""A residual block as it is written at work."""

import torch
import torch.nn.functional as F

__all__ = ["residual_block"]


def residual_block(input, weight1, bias1, weight2, bias2):
    """Add the branch to the input; autograd adds up the two paths by itself.

    In a module the last line of `forward` is `return x + self.branch(x)`. A sum broadcasts without
    a word, so a branch of one unit would pass; it is refused here.

    Args:
        input: (N, D) floating tensor. One example a row.
        weight1: (H, D) tensor, (out, in).
        bias1: (H,) tensor.
        weight2: (D, H) tensor.
        bias2: (D,) tensor.

    Returns:
        (N, D) tensor. Input plus branch.
    """
    branch = F.linear(torch.relu(F.linear(input, weight1, bias1)), weight2, bias2)
    if branch.shape != input.shape:
        raise ValueError(f"branch: wanted shape {input.shape}, got {branch.shape}")
    return input + branch  # (N, D)
