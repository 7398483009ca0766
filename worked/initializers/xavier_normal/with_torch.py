"""Xavier (Glorot) normal initialization, from a draw that is shared."""

from worked.initializers.fans.with_torch import fans

__all__ = ["xavier_normal"]


def xavier_normal(draw, gain=1.0):
    """Scale a shared draw as `torch.nn.init.xavier_normal_(weight, gain)` scales its own.

    Args:
        draw: (out, in, *) floating tensor. Standard normal draws, as from `torch.randn`.
        gain: float. As `torch.nn.init.calculate_gain` gives it.

    Returns:
        (out, in, *) tensor.
    """
    fan_in, fan_out = fans(draw)
    return gain * (2 / max(fan_in + fan_out, 1)) ** 0.5 * draw  # (out, in, *)
