"""Truncated normal initialization: candidates that are redrawn until one lies inside."""

import numpy as np

__all__ = ["trunc_normal"]


def trunc_normal(draw, mean=0.0, std=1.0, a=-2.0, b=2.0):
    r"""Take for each weight the first of its candidates that lies between the bounds.

    Args:
        draw: (K, *) float. Normal draws of mean 0 and variance 1: K candidates for each weight.
        mean: float. Mean of the normal distribution that is cut; unit of the parameter.
        std: float. Its standard deviation, at least 0.
        a: float. Lower bound, in the unit of the parameter and not in standard deviations.
        b: float. Upper bound.

    Returns:
        (*) float. The weights.

    Raises:
        TypeError: If `draw` is neither float32 nor float64.
        ValueError: If `std` is negative, or a weight has no candidate inside.

    Note:
        Cut at two standard deviations, what is left has 0.774 of the variance.
        The bounds are absolute: `std=0.02` with the default bounds cuts at a hundred standard
        deviations, which is nothing. The library redraws in this way as long as more than 0.3 of
        the candidates lie inside, and from one stream the weights are then equal; for narrower
        bounds it draws uniformly between them and rejects by the density, which is the same
        distribution from other draws.

    Source:
        PyTorch 2.13, `torch.nn.init.trunc_normal_`, documentation and code.
    """
    if draw.dtype not in (np.float32, np.float64):
        raise TypeError(f"draw: wanted float32 or float64, got {draw.dtype}")
    if draw.ndim < 1 or len(draw) < 1:
        raise ValueError(
            f"draw: wanted (K, *) with K at least 1, got shape {draw.shape}"
        )
    if not std >= 0:
        raise ValueError(f"std: wanted at least 0, got {std}")
    candidates = mean + std * draw  # (K, *)
    inside = (candidates >= a) & (candidates <= b)  # (K, *)
    none = np.count_nonzero(~inside.any(axis=0))
    if none:
        raise ValueError(
            f"draw: wanted a candidate from {a} to {b} for each weight, "
            f"got none for {none} of them in {len(draw)} rounds"
        )
    first = inside.argmax(axis=0)  # (*), the first True
    return np.take_along_axis(candidates, first[None], axis=0)[0]  # (*)
