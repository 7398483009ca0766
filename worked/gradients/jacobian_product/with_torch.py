"""The Jacobian of a plain network as it is written at work."""

import torch

__all__ = ["jacobian_product"]


def jacobian_product(input, weight, activation="tanh"):
    """Write the network alone, and let the library differentiate every output by every input.

    Args:
        input: (D,) floating tensor. One example.
        weight: (L, D, D) tensor. One matrix (out, in) a layer.
        activation: `"sigmoid"`, `"tanh"` or `"relu"`.

    Returns:
        (D, D) tensor. Row i, column j: derivative of output i with respect to input j.
    """
    function = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}
    if input.ndim != 1:  # a matrix would give four dimensions, not an error
        raise ValueError(f"input: wanted shape (D,), got {tuple(input.shape)}")

    def network(hidden):
        for matrix in weight:
            hidden = function[activation](matrix @ hidden)  # (D,)
        return hidden.clone()  # a network without layers returns its input

    return torch.func.jacrev(network)(input)
