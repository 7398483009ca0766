"""Mean absolute error as it is written at work."""

import torch.nn.functional as F

__all__ = ["l1_loss"]


def l1_loss(input, target, reduction="mean"):
    """Call the library's operation; autograd takes slope 0 where the residual is zero.

    `torch.nn.L1Loss` is the same function as a module.

    Args:
        input: (*) floating tensor. Predictions.
        target: (*) floating tensor. True values, same shape; another one is broadcast with a
            warning.
        reduction: `"none"`, `"sum"` or `"mean"`.

    Returns:
        () tensor, or (*) for `"none"`. Unit of the target.
    """
    return F.l1_loss(input, target, reduction=reduction)
