"""Linear regression as it is written at work where the data are tensors."""

import torch

__all__ = ["linear_regression"]


def linear_regression(input, target):
    """Call the library's least squares; scikit-learn has `LinearRegression`.

    Args:
        input: (N, D) floating tensor. Examples.
        target: (N,) tensor. Values.

    Returns:
        (D + 1,) tensor. Weights, and the bias at the end.
    """
    if input.ndim != 2 or target.ndim != 1 or not 0 < input.shape[1] < len(input):
        raise ValueError(f"wanted (N, D) with N above D > 0, got {tuple(input.shape)}")
    design = torch.cat([input, torch.ones_like(input[:, :1])], 1)  # (N, D + 1)
    return torch.linalg.lstsq(design, target[:, None]).solution[:, 0]  # (D + 1,)
