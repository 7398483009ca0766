"""Xavier (Glorot) uniform initialization, from a draw that is shared."""

from worked.initializers.fans.with_torch import fans

__all__ = ["xavier_uniform"]


def xavier_uniform(draw, gain=1.0):
    """Scale a shared draw as `torch.nn.init.xavier_uniform_(weight, gain)` scales its own.

    Args:
        draw: (out, in, *) floating tensor. Uniform draws from 0 to 1, as from `torch.rand`.
        gain: float. As `torch.nn.init.calculate_gain` gives it.

    Returns:
        (out, in, *) tensor.
    """
    fan_in, fan_out = fans(draw)
    std = gain * (2 / max(fan_in + fan_out, 1)) ** 0.5
    bound = 3**0.5 * std
    return -bound + 2 * bound * draw  # (out, in, *)
