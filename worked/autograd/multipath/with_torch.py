"""The same network as it is written at work; autograd adds over the paths by itself."""

import torch

__all__ = ["multipath", "path_products"]


def multipath(input, weight1, weight2, weight3):
    """Compute the output; where a value was used twice, `backward` adds what comes back.

    Args:
        input: (D,) tensor. One example.
        weight1: (H, D) tensor, (out, in) as in `torch.nn.Linear`.
        weight2: (K, H) tensor.
        weight3: (1, K) tensor.

    Returns:
        (1,) tensor. Output.
    """
    hidden1 = torch.sigmoid(weight1 @ input)  # (H,)
    hidden2 = torch.sigmoid(weight2 @ hidden1)  # (K,)
    return weight3 @ hidden2  # (1,)


def path_products(input, weight1, weight2, weight3):
    """Differentiate the terms of the last sum one by one: term k is all that passes unit k.

    The library has no list of paths, and needs none; the Jacobian of the terms is that list.

    Args:
        input: (D,) tensor. One example.
        weight1: (H, D) tensor.
        weight2: (K, H) tensor.
        weight3: (1, K) tensor.

    Returns:
        (K, H, D) tensor. One product a path; the sum over the first axis is the derivative.
    """

    def terms(weight1):
        hidden1 = torch.sigmoid(weight1 @ input)  # (H,)
        return weight3[0] * torch.sigmoid(weight2 @ hidden1)  # (K,)

    return torch.func.jacrev(terms)(weight1)  # (K, H, D)
