"""KL divergence as it is written at work."""

import torch.nn.functional as F

__all__ = ["kl_div"]


def kl_div(input, target, reduction="mean", log_target=False):
    """Call the library's operation, with the log-probabilities of the prediction first.

    Choose `"batchmean"`; the library warns of its own default, `"mean"`, which divides by the
    number of classes as well and is to change. `torch.nn.KLDivLoss` is the same as a module.

    Args:
        input: (*) floating tensor. Log-probabilities of the prediction.
        target: (*) floating tensor. Probabilities of the truth, or their logarithms.
        reduction: `"none"`, `"sum"`, `"batchmean"` or `"mean"`.
        log_target: bool. Whether `target` holds logarithms.

    Returns:
        () tensor, or (*) for `"none"`. Nats.
    """
    if reduction == "mean":  # the same number, without the warning
        return F.kl_div(input, target, reduction="none", log_target=log_target).mean()
    return F.kl_div(input, target, reduction=reduction, log_target=log_target)
