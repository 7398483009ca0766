"""Kaiming (He) normal initialization, from a draw that is shared."""

import torch

__all__ = ["kaiming_normal"]


def kaiming_normal(draw, a=0.0, mode="fan_in", nonlinearity="leaky_relu"):
    """Scale a shared draw as `torch.nn.init.kaiming_normal_` scales its own.

    At work: `torch.nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")`.

    Args:
        draw: (out, in, *) floating tensor. Standard normal draws, as from `torch.randn`.
        a: float. Slope of a leaky ReLU.
        mode: `"fan_in"` or `"fan_out"`.
        nonlinearity: str. Name as in `torch.nn.functional`.

    Returns:
        (out, in, *) tensor.
    """
    fan = torch.nn.init._calculate_correct_fan(draw, mode)
    gain = torch.nn.init.calculate_gain(nonlinearity, a)
    return gain / max(fan, 1) ** 0.5 * draw  # (out, in, *)
