"""Multi-class margin loss from first principles."""

import numpy as np

__all__ = ["multi_margin_loss", "multi_margin_loss_backward"]


def multi_margin_loss(input, target, p=1, margin=1.0, weight=None, reduction="mean"):
    r"""Charge what the true class lacks: $\frac{w_y}{C} \sum_{j \ne y} \max(0, m - z_y + z_j)^p$.

    Args:
        input: (N, C) float. Scores.
        target: (N,) int. Class indices.
        p: 1 or 2. Power of each violation.
        margin: float. Lead $m$ that the true class must have.
        weight: (C,) float. Weight of each class; all ones when None.
        reduction: `"none"`, `"sum"` or `"mean"`.

    Returns:
        () float, or (N,) for `"none"`. Unit of the scores, to the power `p`.

    Raises:
        TypeError: If `input` is neither float32 nor float64, `weight` not as `input`, or `target`
            holds no integers.
        ValueError: If shapes do not fit, an index is no class or an option makes no sense.

    Note:
        The sum over the classes is divided by C, though it has C - 1 terms; `"mean"` divides by N,
        whatever the weights. With two classes and `p=1` it is half a hinge loss of the gap between
        the scores. A NaN score stays visible here; PyTorch counts it as no violation.

    Source:
        Weston and Watkins, "Support Vector Machines for Multi-Class Pattern Recognition", ESANN
        1999 (the sum over classes); PyTorch 2.13 documentation, `torch.nn.MultiMarginLoss`.
    """
    _check(input, target, p, weight, reduction)
    count, classes = input.shape
    lack = _violations(input, target, margin)  # (N, C)
    loss = (lack if p == 1 else lack * lack).sum(axis=1) / classes  # (N,)
    if weight is not None:
        loss *= weight[target]
    if reduction == "none":
        return loss
    # The mean of nothing is NaN, without a warning.
    return loss.sum() / (count or np.nan) if reduction == "mean" else loss.sum()


def multi_margin_loss_backward(
    grad_output, input, target, p=1, margin=1.0, weight=None, reduction="mean"
):
    r"""Push down every class within the margin, pull the true one up by their sum.

    Args:
        grad_output: () float, or (N,) for `"none"`. Gradient of the final loss in this one.
        input: (N, C) float. Scores of the forward pass.
        target: (N,) int. Class indices.
        p: 1 or 2. As in the forward pass.
        margin: float. As in the forward pass.
        weight: (C,) float. A constant: it gets no gradient.
        reduction: str. As in the forward pass.

    Returns:
        (N, C) float. Gradient in `input`; each row sums to zero.

    Note:
        At the kink the slope is 0, as in PyTorch.
    """
    _check(input, target, p, weight, reduction)
    count, classes = input.shape
    wanted = (count,) if reduction == "none" else ()
    scale = np.asarray(grad_output, input.dtype)  # () or (N,)
    if scale.shape != wanted:
        raise ValueError(f"grad_output: wanted shape {wanted}, got {scale.shape}")
    if reduction == "mean":
        scale = scale / (count or np.nan)  # ()
    scale = np.broadcast_to(scale / classes, count)  # (N,)
    if weight is not None:
        scale = scale * weight[target]  # (N,)
    lack = _violations(input, target, margin)  # (N, C)
    push = np.sign(lack) if p == 1 else 2 * lack  # (N, C)
    push *= scale[:, None]
    push[np.arange(count), target] = -push.sum(axis=1)
    return push


def _violations(input, target, margin):
    row = np.arange(len(target))  # (N,)
    lack = np.maximum(input + (margin - input[row, target])[:, None], 0)  # (N, C)
    lack[row, target] = 0
    return lack


def _check(input, target, p, weight, reduction):
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction: wanted 'none', 'mean' or 'sum', got {reduction!r}"
        )
    if p not in (1, 2):
        raise ValueError(f"p: wanted 1 or 2, got {p}")
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if target.dtype.kind not in "iu":
        raise TypeError(f"target: wanted integer class indices, got {target.dtype}")
    if input.ndim != 2:
        raise ValueError(
            f"input: wanted scores of shape (N, C), got shape {input.shape}"
        )
    count, classes = input.shape
    if not classes:
        raise ValueError(f"input: wanted one class or more, got shape {input.shape}")
    if target.shape != (count,):
        raise ValueError(f"target: wanted shape ({count},), got {target.shape}")
    if weight is not None and weight.shape != (classes,):
        raise ValueError(f"weight: wanted shape ({classes},), got {weight.shape}")
    if weight is not None and weight.dtype != input.dtype:
        raise TypeError(f"weight: wanted {input.dtype} as in input, got {weight.dtype}")
    wrong = (target < 0) | (target >= classes)  # (N,)
    if wrong.any():
        raise ValueError(
            f"target: wanted classes from 0 to {classes - 1}, got {target[wrong][0]}"
        )
