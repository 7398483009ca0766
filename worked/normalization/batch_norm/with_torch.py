"""Batch normalization as it is written at work."""

import torch.nn.functional as F

__all__ = ["batch_norm"]


def batch_norm(
    input,
    running_mean=None,
    running_var=None,
    weight=None,
    bias=None,
    training=False,
    eps=1e-5,
):
    r"""Call the library's operation, without its change of the running statistics.

    At work it is a layer, `torch.nn.BatchNorm1d` or `BatchNorm2d`: it keeps the four arrays, and
    `model.train()` and `model.eval()` set `training`.

    Args:
        input: (N, C) or (N, C, \*) floating tensor. Examples.
        running_mean: (C,) tensor. Mean for evaluation.
        running_var: (C,) tensor. Variance for evaluation.
        weight: (C,) tensor or None. Scale.
        bias: (C,) tensor or None. Shift.
        training: bool. Use the statistics of this batch.
        eps: float. Added to the variance.

    Returns:
        Tensor, shaped as `input`.
    """
    if training:
        running_mean = running_var = None  # it would move them in place
    return F.batch_norm(
        input, running_mean, running_var, weight, bias, training, eps=eps
    )
