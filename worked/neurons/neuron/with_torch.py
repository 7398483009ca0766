"""One unit as it is written at work."""

import torch
import torch.nn.functional as F

__all__ = ["neuron"]


def neuron(input, weight, bias, activation="sigmoid"):
    """Take the unit for a layer of one, and apply the function.

    Nobody runs single units: `torch.nn.Linear(D, H)` holds a whole layer of them.

    Args:
        input: (*, D) floating tensor.
        weight: (D,) tensor.
        bias: () tensor.
        activation: `"identity"`, or the name of a function of `torch` such as `"relu"`.

    Returns:
        (*) tensor. One output for each example.
    """
    pre = F.linear(input, weight[None], bias[None])[..., 0]  # (*)
    return pre if activation == "identity" else getattr(torch, activation)(pre)  # (*)
