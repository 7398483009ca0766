"""Huber loss as it is written at work."""

import torch.nn.functional as F

__all__ = ["huber_loss"]


def huber_loss(input, target, reduction="mean", delta=1.0):
    """Call the library's operation; its gradient is the residual clipped at `delta`.

    Choose `delta` in the unit of the target: about the size up to which a residual is noise.
    `torch.nn.HuberLoss` is the same function as a module.

    Args:
        input: (*) floating tensor. Predictions.
        target: (*) floating tensor. True values, same shape; another one is broadcast with a
            warning.
        reduction: `"none"`, `"sum"` or `"mean"`.
        delta: float > 0. Residual at which the square turns into a line.

    Returns:
        () tensor, or (*) for `"none"`. Squared unit of the target.
    """
    return F.huber_loss(input, target, reduction=reduction, delta=delta)
