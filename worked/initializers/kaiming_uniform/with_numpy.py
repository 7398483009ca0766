"""Kaiming (He) uniform initialization from standard draws."""

import numpy as np

from worked.initializers.calculate_gain.with_numpy import calculate_gain
from worked.initializers.fans.with_numpy import fans

__all__ = ["kaiming_uniform"]


def kaiming_uniform(draw, a=0.0, mode="fan_in", nonlinearity="leaky_relu"):
    r"""Draw from an interval with the variance that keeps a rectifier's signals in size.

    $w \sim U(-c, c)$ with $c = g \sqrt{3 / n}$, which has the variance $c^2 / 3 = g^2 / n$.

    Args:
        draw: (out, in, *) float. Uniform draws from 0 to 1, shaped as the weight.
        a: float. Slope of a leaky ReLU for negative inputs; 0 is ReLU.
        mode: `"fan_in"` keeps the signals' size on the way forward, `"fan_out"` the gradients'.
        nonlinearity: str. Activation behind the layer, a name that `calculate_gain` knows.

    Returns:
        (out, in, *) float. The weights.

    Raises:
        TypeError: If `draw` is neither float32 nor float64.
        ValueError: If it has fewer than two axes, or a name is not known.

    Note:
        PyTorch's linear and convolution layers call this with $a = \sqrt 5$, which has nothing to
        do with a leaky ReLU: it makes the bound $1 / \sqrt n$.

    Source:
        He, Zhang, Ren and Sun, "Delving Deep into Rectifiers", ICCV 2015, section 2.2; PyTorch
        2.13 documentation, `torch.nn.init.kaiming_uniform_`.
    """
    if draw.dtype not in (np.float32, np.float64):
        raise TypeError(f"draw: wanted float32 or float64, got {draw.dtype}")
    if mode not in ("fan_in", "fan_out"):
        raise ValueError(f"mode: wanted 'fan_in' or 'fan_out', got {mode!r}")
    fan = fans(draw)[mode == "fan_out"]
    bound = calculate_gain(nonlinearity, a) * (3 / max(fan, 1)) ** 0.5
    return bound * (2 * draw - 1)  # (out, in, *)
