"""The same network as it is written at work; autograd is its backward pass."""

import torch
import torch.nn.functional as F

__all__ = ["mlp"]


def mlp(input, weight1, bias1, weight2, bias2, weight3, bias3):
    """Write the forward pass alone: the operations record what `backward` needs.

    As a module it is `nn.Sequential(Linear, Tanh, Linear, Tanh, Linear)`; the parameters are
    arguments here so that both sides get the same ones.

    Args:
        input: (N, D) floating tensor. One example a row.
        weight1: (H, D) tensor, (out, in).
        bias1: (H,) tensor.
        weight2: (K, H) tensor.
        bias2: (K,) tensor.
        weight3: (C, K) tensor.
        bias3: (C,) tensor.

    Returns:
        (N, C) tensor. Outputs.
    """
    hidden1 = torch.tanh(F.linear(input, weight1, bias1))  # (N, H)
    hidden2 = torch.tanh(F.linear(hidden1, weight2, bias2))  # (N, K)
    return F.linear(hidden2, weight3, bias3)  # (N, C)
