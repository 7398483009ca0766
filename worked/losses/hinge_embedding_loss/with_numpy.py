"""Hinge embedding loss from first principles."""

import numpy as np

__all__ = ["hinge_embedding_loss", "hinge_embedding_loss_backward"]


def hinge_embedding_loss(input, target, margin=1.0, reduction="mean"):
    r"""Charge a similar pair its distance $d$, another pair what it lacks to the margin $m$.

    $\begin{cases} d & t = +1 \\ \max(0, m - d) & t = -1 \end{cases}$

    Args:
        input: (*) float. Distances of pairs, at least 0 in the intended use.
        target: (*) int or float, +1 for similar pairs and -1 for others; same shape.
        margin: float. Distance beyond which a pair that is not similar costs nothing.
        reduction: `"none"`, `"sum"` or `"mean"`.

    Returns:
        () float, or (*) for `"none"`. Unit of the distance.

    Raises:
        TypeError: If `input` is neither float32 nor float64, or `target` neither that nor integer.
        ValueError: If a label is neither -1 nor +1, the shapes differ or the reduction is unknown.

    Note:
        It is no hinge loss of scores: for $t = +1$ there is no hinge at all, and a negative
        `input` gives a negative loss.

    Source:
        PyTorch 2.13 documentation, `torch.nn.HingeEmbeddingLoss`.
    """
    _check(input, target, reduction)
    loss = np.where(target == 1, input, np.maximum(margin - input, 0))  # (*)
    if reduction == "none":
        return loss
    # The mean of nothing is NaN, without a warning.
    return loss.sum() / (loss.size or np.nan) if reduction == "mean" else loss.sum()


def hinge_embedding_loss_backward(
    grad_output, input, target, margin=1.0, reduction="mean"
):
    r"""Return +1 for similar pairs, -1 for others up to the margin, 0 for the rest.

    Args:
        grad_output: () float, or (*) for `"none"`. Gradient of the final loss in this one.
        input: (*) float. Distances of the forward pass.
        target: (*) int or float, +1 or -1. A constant: it gets no gradient.
        margin: float. As in the forward pass.
        reduction: str. As in the forward pass.

    Returns:
        (*) float. Gradient in `input`.

    Note:
        At the margin the slope is -1, as in PyTorch.
    """
    _check(input, target, reduction)
    scale = _scale(grad_output, input, reduction)  # () or (*)
    apart = np.where(input <= margin, -scale, 0)  # (*)
    return np.where(target == 1, scale, apart)  # (*)


def _scale(grad_output, loss, reduction):
    # The gradient in each element's loss, in the dtype of the data.
    shape = loss.shape if reduction == "none" else ()
    grad = np.asarray(grad_output, loss.dtype)  # () or (*)
    if grad.shape != shape:
        raise ValueError(f"grad_output: wanted shape {shape}, got {grad.shape}")
    return grad / (loss.size or np.nan) if reduction == "mean" else grad


def _check(input, target, reduction):
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction: wanted 'none', 'mean' or 'sum', got {reduction!r}"
        )
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if target.dtype.kind not in "iu" and target.dtype not in (np.float32, np.float64):
        raise TypeError(
            f"target: wanted float32, float64 or an integer dtype, got {target.dtype}"
        )
    if input.shape != target.shape:
        raise ValueError(f"target: wanted shape {input.shape}, got {target.shape}")
    wrong = np.abs(target) != 1  # (*)
    if wrong.any():
        raise ValueError(f"target: wanted labels -1 or +1, got {target[wrong][0]}")
