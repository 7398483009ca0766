"""Hebb's and Oja's rule with the library's outer product; no gradient is taken."""

import torch

__all__ = ["hebbian", "oja"]


def hebbian(weight, input, output, lr=0.1):
    """Add an outer product of activities; the library has no optimizer for it.

    Args:
        weight: (O, D) floating tensor. Weights before the step.
        input: (D,) tensor. Activities of the units that send.
        output: (O,) tensor. Activities of the units that receive.
        lr: float. Rate.

    Returns:
        (O, D) tensor. Weights after the step.
    """
    return weight + lr * torch.outer(output, input)


def oja(weight, input, output, lr=0.1):
    """Add the outer product and take off each unit's own weights times its squared activity.

    Args:
        weight: (O, D) floating tensor. Weights before the step.
        input: (D,) tensor. Activities of the units that send.
        output: (O,) tensor. Activities of the units that receive.
        lr: float. Rate.

    Returns:
        (O, D) tensor. Weights after the step.
    """
    decay = output.square().unsqueeze(1) * weight  # (O, D)
    return weight + lr * (torch.outer(output, input) - decay)
