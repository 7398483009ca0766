"""Smooth L1 loss as it is written at work."""

import torch.nn.functional as F

__all__ = ["smooth_l1_loss"]


def smooth_l1_loss(input, target, reduction="mean", beta=1.0):
    """Call the library's operation, the usual loss for box coordinates in detection.

    `torch.nn.SmoothL1Loss` is the same function as a module.

    Args:
        input: (*) floating tensor. Predictions.
        target: (*) floating tensor. True values, same shape; another one is broadcast with a
            warning.
        reduction: `"none"`, `"sum"` or `"mean"`.
        beta: float >= 0. Residual at which the parabola turns into a line.

    Returns:
        () tensor, or (*) for `"none"`. Unit of the target.
    """
    return F.smooth_l1_loss(input, target, reduction=reduction, beta=beta)
