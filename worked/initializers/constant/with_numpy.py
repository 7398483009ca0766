"""One value for all weights."""

import numpy as np

__all__ = ["constant"]


def constant(draw, val):
    """Fill an array with one value: right for biases, fatal for the weights of hidden layers.

    Args:
        draw: (*) float. Only its shape and dtype count: nothing is random here.
        val: float. The value, in the unit of the parameter; 0 is the usual one of a bias.

    Returns:
        (*) float. The filled array.

    Raises:
        TypeError: If `draw` is neither float32 nor float64.

    Note:
        Units of a layer that start with equal weights, in and out, stay equal: they compute the
        same, get the same gradient, and count as one. With zeros in all layers and an activation
        that is zero at zero, only the bias of the output gets a gradient.

    Source:
        Zhang et al., *Dive into Deep Learning*, section 5.4; PyTorch 2.13 documentation,
        `torch.nn.init.constant_`.
    """
    if draw.dtype not in (np.float32, np.float64):
        raise TypeError(f"draw: wanted float32 or float64, got {draw.dtype}")
    return np.full_like(draw, val)  # (*)
