"""Uniform initialization from standard draws."""

import numpy as np

__all__ = ["uniform"]


def uniform(draw, a=0.0, b=1.0):
    r"""Stretch draws from 0 to 1 to the interval from `a` to `b`.

    $w = a + (b - a) u$ has the mean $(a + b) / 2$ and the variance $(b - a)^2 / 12$, so that the
    interval $\pm c$ has the variance $c^2 / 3$.

    Args:
        draw: (*) float. Uniform draws $u$ from 0 to 1.
        a: float. Lower end; unit of the parameter.
        b: float. Upper end, at least `a`.

    Returns:
        (*) float. The weights.

    Raises:
        TypeError: If `draw` is neither float32 nor float64.
        ValueError: If the ends are in the wrong order.

    Note:
        The defaults are those of PyTorch and no useful ones: all weights are positive.

    Source:
        PyTorch 2.13 documentation, `torch.nn.init.uniform_`.
    """
    if draw.dtype not in (np.float32, np.float64):
        raise TypeError(f"draw: wanted float32 or float64, got {draw.dtype}")
    if not a <= b:
        raise ValueError(f"b: wanted at least a = {a}, got {b}")
    return np.asarray(a + (b - a) * draw, draw.dtype)  # (*)
