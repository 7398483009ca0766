"""Binary cross-entropy of probabilities as it is written at work."""

import torch.nn.functional as F

__all__ = ["binary_cross_entropy"]


def binary_cross_entropy(input, target, weight=None, reduction="mean"):
    """Call the library's operation; where scores are at hand, take the one with logits instead.

    The library clamps the logarithms at -100 and raises an error for an input outside [0, 1].
    `torch.nn.BCELoss` is the same function as a module.

    Args:
        input: (*) floating tensor in [0, 1]. Probabilities of the positive class.
        target: (*) floating tensor in [0, 1]. True labels or probabilities.
        weight: tensor, broadcastable to (*). Factor of each loss.
        reduction: `"none"`, `"sum"` or `"mean"`.

    Returns:
        () tensor, or (*) for `"none"`. Nats.
    """
    return F.binary_cross_entropy(input, target, weight=weight, reduction=reduction)
