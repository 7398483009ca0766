"""The library's table of gains."""

import torch

__all__ = ["calculate_gain"]


def calculate_gain(nonlinearity, param=None):
    """Look the gain up; `torch.nn.init.xavier_uniform_(w, gain=...)` takes it.

    Args:
        nonlinearity: str. Name as in `torch.nn.functional`.
        param: float or None. Slope of `"leaky_relu"`.

    Returns:
        float. Gain; for some names the library returns an integer, which is made a float here.
    """
    return float(torch.nn.init.calculate_gain(nonlinearity, param))
