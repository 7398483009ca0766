"""Mean absolute error from first principles."""

import numpy as np

__all__ = ["l1_loss", "l1_loss_backward"]


def l1_loss(input, target, reduction="mean"):
    r"""Charge each prediction the size of its residual: $|\hat y - y|$.

    Args:
        input: (*) float. Predictions, any shape.
        target: (*) float. True values, same shape.
        reduction: `"none"`, `"sum"` or `"mean"`.

    Returns:
        () float, or (*) for `"none"`. Unit of the target.

    Raises:
        TypeError: If an array is not floating.
        ValueError: If the shapes differ or the reduction is unknown.

    Note:
        `"mean"` divides by the number of elements; the mean of nothing is NaN.
        PyTorch broadcasts a target of another shape and only warns; here it is refused.

    Source:
        Hastie, Tibshirani and Friedman, *The Elements of Statistical Learning*, 2nd edition, 2009,
        section 10.6; PyTorch 2.13 documentation, `torch.nn.functional.l1_loss`.
    """
    _check(input, target, reduction)
    loss = np.abs(input - target)  # (*)
    if reduction == "none":
        return loss
    return loss.sum() / loss.size if reduction == "mean" else loss.sum()


def l1_loss_backward(grad_output, input, target, reduction="mean"):
    r"""Return the sign of the residual: every error pulls alike, however large.

    Args:
        grad_output: () float, or (*) for `"none"`. Gradient of the final loss in this one.
        input: (*) float. Predictions of the forward pass.
        target: (*) float. True values.
        reduction: str. As in the forward pass.

    Returns:
        Two (*) float: gradient in `input`, gradient in `target`, each the negative of the other.

    Note:
        At residual 0 any slope in $[-1, 1]$ is a subgradient; PyTorch takes 0, and so do we.
        The slope at a NaN is NaN here and 0 in PyTorch.
    """
    _check(input, target, reduction)
    scale = grad_output / input.size if reduction == "mean" else grad_output
    grad = np.sign(input - target) * scale  # (*)
    return grad, -grad


def _check(input, target, reduction):
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction: wanted 'none', 'mean' or 'sum', got {reduction!r}"
        )
    for name, array in (("input", input), ("target", target)):
        if array.dtype.kind != "f":
            raise TypeError(f"{name}: wanted a floating dtype, got {array.dtype}")
    if input.shape != target.shape:
        raise ValueError(f"target: wanted shape {input.shape}, got {target.shape}")
