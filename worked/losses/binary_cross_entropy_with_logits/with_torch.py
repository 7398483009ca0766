"""Binary cross-entropy of scores as it is written at work."""

import torch.nn.functional as F

__all__ = ["binary_cross_entropy_with_logits"]


def binary_cross_entropy_with_logits(
    input, target, weight=None, reduction="mean", pos_weight=None
):
    """Call the library's operation, which fuses the sigmoid with the loss.

    One score per yes-or-no question: one for a binary task, one per label where several may hold.
    `torch.nn.BCEWithLogitsLoss` is the same function as a module.

    Args:
        input: (*) floating tensor. Scores of the positive class.
        target: (*) floating tensor. True labels or probabilities; integers raise an error.
        weight: tensor, broadcastable to (*). Factor of each loss.
        reduction: `"none"`, `"sum"` or `"mean"`.
        pos_weight: tensor, broadcastable to (*). Factor of the positive term; negatives over
            positives makes both classes weigh the same.

    Returns:
        () tensor, or (*) for `"none"`. Nats.
    """
    return F.binary_cross_entropy_with_logits(
        input, target, weight=weight, reduction=reduction, pos_weight=pos_weight
    )
