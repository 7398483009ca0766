"""Multi-class margin loss as it is written at work."""

import torch.nn.functional as F

__all__ = ["multi_margin_loss"]


def multi_margin_loss(input, target, p=1, margin=1.0, weight=None, reduction="mean"):
    """Call the library's operation, the multi-class relative of the hinge loss.

    `torch.nn.MultiMarginLoss` is the same function as a module.

    Args:
        input: (N, C) floating tensor. Scores.
        target: (N,) int64 tensor. Class indices.
        p: 1 or 2. Power of each violation.
        margin: float. Lead that the true class must have.
        weight: (C,) tensor. Weight of each class.
        reduction: `"none"`, `"sum"` or `"mean"`.

    Returns:
        () tensor, or (N,) for `"none"`. Unit of the scores, to the power `p`.
    """
    return F.multi_margin_loss(
        input, target, p=p, margin=margin, weight=weight, reduction=reduction
    )
