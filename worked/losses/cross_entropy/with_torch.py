"""Cross-entropy as it is written at work."""

import torch.nn.functional as F

__all__ = ["cross_entropy"]


def cross_entropy(
    input, target, weight=None, ignore_index=-100, reduction="mean", label_smoothing=0.0
):
    """Call the library's operation, which fuses log-softmax and the negative log-likelihood.

    It takes scores, never probabilities: a softmax before it is silently applied twice.
    `torch.nn.CrossEntropyLoss` is the same function as a module.

    Args:
        input: (N, C) or (N, C, d1, ...) floating tensor. Scores.
        target: (N,) or (N, d1, ...) int64 class indices, or floating class probabilities shaped as
            `input`.
        weight: (C,) tensor. Weight of each class.
        ignore_index: int. Class index whose rows count for nothing; class probabilities with one of
            0 or above are refused.
        reduction: `"mean"`, `"sum"` or `"none"`.
        label_smoothing: float. Share of the target spread evenly over the classes.

    Returns:
        () tensor, or (N,) or (N, d1, ...) for `"none"`. Nats.
    """
    return F.cross_entropy(
        input,
        target,
        weight=weight,
        ignore_index=ignore_index,
        reduction=reduction,
        label_smoothing=label_smoothing,
    )
