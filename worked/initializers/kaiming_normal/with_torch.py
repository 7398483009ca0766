"""Kaiming (He) normal initialization, from a draw that is shared."""

from worked.initializers.calculate_gain.with_torch import calculate_gain
from worked.initializers.fans.with_torch import fans

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
    fan_in, fan_out = fans(draw)
    fan = {"fan_in": fan_in, "fan_out": fan_out}[mode]
    gain = calculate_gain(nonlinearity, a)
    return gain / max(fan, 1) ** 0.5 * draw  # (out, in, *)
