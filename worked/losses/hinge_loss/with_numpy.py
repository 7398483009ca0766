"""Hinge loss of the support-vector machine, from first principles."""

import numpy as np

__all__ = ["hinge_loss", "hinge_loss_backward"]


def hinge_loss(input, target, reduction="mean"):
    r"""Charge a score for what it lacks to a margin of one: $\max(0, 1 - t z)$.

    Args:
        input: (*) float. Scores $z$, any sign, any shape.
        target: (*) int or float, -1 or +1. True side $t$, same shape.
        reduction: `"none"`, `"sum"` or `"mean"`.

    Returns:
        () float, or (*) for `"none"`. Unit of the scores.

    Raises:
        TypeError: If `input` is neither float32 nor float64, or `target` neither that nor integer.
        ValueError: If a label is neither -1 nor +1, the shapes differ or the reduction is unknown.

    Note:
        PyTorch has no operation of this name: `hinge_embedding_loss` is meant for distances and
        `multi_margin_loss` for one score per class. It is written with `clamp`;
        `margin_ranking_loss` against zeros, with a margin of 1, gives the same numbers.
        Labels 0 and 1 must be mapped first, with `2 * y - 1`; here a 0 is refused, where the
        bare formula would charge it a constant 1 with no gradient.

    Source:
        Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*, 2nd edition, 2009,
        section 12.3.2; scikit-learn 1.9 documentation, `sklearn.metrics.hinge_loss`.
    """
    _check(input, target, reduction)
    loss = np.maximum(1 - _side(input, target) * input, 0)  # (*)
    if reduction == "none":
        return loss
    # The mean of nothing is NaN, without a warning.
    return loss.sum() / (loss.size or np.nan) if reduction == "mean" else loss.sum()


def hinge_loss_backward(grad_output, input, target, reduction="mean"):
    r"""Return $-t$ up to the margin, zero beyond: examples beyond it pull no longer.

    Args:
        grad_output: () float, or (*) for `"none"`. Gradient of the final loss in this one.
        input: (*) float. Scores of the forward pass.
        target: (*) int or float, -1 or +1. A constant: it gets no gradient.
        reduction: str. As in the forward pass.

    Returns:
        (*) float. Gradient in `input`.

    Note:
        At the margin any slope between $-t$ and 0 is a subgradient; `torch.clamp` takes $-t$,
        and so do we.
    """
    _check(input, target, reduction)
    side = _side(input, target)  # (*)
    score = side * input  # (*)
    grad = np.where(score <= 1, -side * _scale(grad_output, score, reduction), 0)  # (*)
    return grad.astype(input.dtype, copy=False)


def _side(input, target):
    # Integer labels take the dtype of the scores, as in PyTorch.
    return target if target.dtype.kind == "f" else target.astype(input.dtype)  # (*)


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
