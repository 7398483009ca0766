"""Negative log-likelihood as it is written at work."""

import torch.nn.functional as F

__all__ = ["nll_loss"]


def nll_loss(input, target, weight=None, ignore_index=-100, reduction="mean"):
    """Call the library's operation; from scores, `cross_entropy` does this and the log-softmax.

    Use it where log-probabilities are at hand, say those of a mixture. It never checks that the
    input is one. `torch.nn.NLLLoss` is the same function as a module.

    Args:
        input: (N, C) or (N, C, d1, ...) floating tensor. Log-probabilities.
        target: (N,) or (N, d1, ...) int64 tensor. Class indices.
        weight: (C,) tensor. Weight of each class.
        ignore_index: int. Class index whose rows count for nothing.
        reduction: `"none"`, `"sum"` or `"mean"`.

    Returns:
        () tensor, or shaped as `target` for `"none"`. Nats.
    """
    return F.nll_loss(
        input, target, weight=weight, ignore_index=ignore_index, reduction=reduction
    )
