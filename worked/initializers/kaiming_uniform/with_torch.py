"""Kaiming (He) uniform initialization, from a draw that is shared."""

from worked.initializers.calculate_gain.with_torch import calculate_gain
from worked.initializers.fans.with_torch import fans

__all__ = ["kaiming_uniform"]


def kaiming_uniform(draw, a=0.0, mode="fan_in", nonlinearity="leaky_relu"):
    """Scale a shared draw as `torch.nn.init.kaiming_uniform_` scales its own.

    Args:
        draw: (out, in, *) floating tensor. Uniform draws from 0 to 1, as from `torch.rand`.
        a: float. Slope of a leaky ReLU.
        mode: `"fan_in"` or `"fan_out"`.
        nonlinearity: str. Name as in `torch.nn.functional`.

    Returns:
        (out, in, *) tensor.
    """
    fan_in, fan_out = fans(draw)
    fan = {"fan_in": fan_in, "fan_out": fan_out}[mode]
    std = calculate_gain(nonlinearity, a) / max(fan, 1) ** 0.5
    bound = 3**0.5 * std
    return -bound + 2 * bound * draw  # (out, in, *)
