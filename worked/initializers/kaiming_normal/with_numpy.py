"""Kaiming (He) normal initialization from standard draws."""

import numpy as np

from worked.initializers.calculate_gain.with_numpy import calculate_gain
from worked.initializers.fans.with_numpy import fans

__all__ = ["kaiming_normal"]


def kaiming_normal(draw, a=0.0, mode="fan_in", nonlinearity="leaky_relu"):
    r"""Give weights the variance that keeps the mean square of a rectifier's signals.

    $w \sim N(0, s^2)$ with $s = g / \sqrt{n}$; for ReLU the gain is $g = \sqrt 2$, because ReLU
    halves the mean square of a symmetric input.

    Args:
        draw: (out, in, *) float. Normal draws of mean 0 and variance 1, shaped as the weight.
        a: float. Slope of a leaky ReLU for negative inputs; 0 is ReLU.
        mode: `"fan_in"` keeps the signals' size on the way forward, `"fan_out"` the gradients'.
        nonlinearity: str. Activation behind the layer, a name that `calculate_gain` knows.

    Returns:
        (out, in, *) float. The weights.

    Raises:
        TypeError: If `draw` is neither float32 nor float64.
        ValueError: If it has fewer than two axes, or a name is not known.

    Note:
        With the defaults this is He's initialization for ReLU: a leaky ReLU of slope 0.
        With the other fan, mean squares do not drift with depth either: the layers' ratios multiply
        to the ratio of the first and last width.

    Source:
        He, Zhang, Ren and Sun, "Delving Deep into Rectifiers", ICCV 2015, section 2.2; PyTorch
        2.13 documentation, `torch.nn.init.kaiming_normal_`.
    """
    if draw.dtype not in (np.float32, np.float64):
        raise TypeError(f"draw: wanted float32 or float64, got {draw.dtype}")
    if mode not in ("fan_in", "fan_out"):
        raise ValueError(f"mode: wanted 'fan_in' or 'fan_out', got {mode!r}")
    fan = fans(draw)[mode == "fan_out"]
    return calculate_gain(nonlinearity, a) / max(fan, 1) ** 0.5 * draw  # (out, in, *)
