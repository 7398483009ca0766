"""Normal initialization from standard draws."""

import numpy as np

__all__ = ["normal"]


def normal(draw, mean=0.0, std=1.0):
    r"""Shift and scale standard normal draws.

    $w = \mu + s\,u$ has the mean $\mu$ and the variance $s^2$.

    Args:
        draw: (*) float. Normal draws $u$ of mean 0 and variance 1.
        mean: float. Mean $\mu$; unit of the parameter.
        std: float. Standard deviation $s$, at least 0.

    Returns:
        (*) float. The weights.

    Raises:
        TypeError: If `draw` is neither float32 nor float64.
        ValueError: If `std` is negative.

    Note:
        A fixed `std` such as 0.01 knows nothing of the layer: what a unit adds up grows with the
        square root of its number of inputs, and through depth the factors multiply.

    Source:
        PyTorch 2.13 documentation, `torch.nn.init.normal_`.
    """
    if draw.dtype not in (np.float32, np.float64):
        raise TypeError(f"draw: wanted float32 or float64, got {draw.dtype}")
    if not std >= 0:
        raise ValueError(f"std: wanted at least 0, got {std}")
    return np.asarray(mean + std * draw, draw.dtype)  # (*)
