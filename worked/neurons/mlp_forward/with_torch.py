"""Forward propagation as it is written at work; autograd is its backward pass."""

from itertools import pairwise

import torch
import torch.nn.functional as F

__all__ = ["mlp_forward"]


def mlp_forward(input, params, sizes, activation="relu", output="identity"):
    """Cut the vector into the arrays of each layer, and call the library's operations.

    At work the arrays live in the modules of an `nn.Sequential`, and
    `torch.nn.utils.parameters_to_vector(net.parameters())` gives this vector.

    Args:
        input: (N, D) floating tensor. One example a row.
        params: (P,) tensor. Of each layer the weights (out, in), then the biases (out,).
        sizes: Tuple of int. Units of each layer, the inputs first.
        activation: `"identity"`, or the name of a function of `torch`, for the hidden layers.
        output: The same for the last layer.

    Returns:
        (N, C) tensor. What the last layer gives out.
    """
    counts = [n for i, o in pairwise(sizes) for n in (i * o, o)]
    parts = params.split(counts)  # weight, bias, weight, bias, ...
    here = input  # (N, D)
    for number, (weight, bias) in enumerate(zip(parts[::2], parts[1::2], strict=True)):
        here = F.linear(here, weight.view(len(bias), -1), bias)  # (N, out)
        name = output if number == len(sizes) - 2 else activation
        if name != "identity":
            here = getattr(torch, name)(here)  # (N, out)
    return here  # (N, C)
