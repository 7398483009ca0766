"""Mean squared error from first principles."""

import numpy as np

__all__ = ["mse_loss", "mse_loss_backward"]


def mse_loss(input, target, reduction="mean"):
    r"""Charge each prediction its squared residual: $(\hat y - y)^2$.

    Args:
        input: (*) float. Predictions, any shape.
        target: (*) float. True values, same shape.
        reduction: `"none"` (one loss per element), `"sum"` (sum of squared errors) or `"mean"`.

    Returns:
        () float, or (*) for `"none"`. Squared unit of the target.

    Raises:
        TypeError: If an array is neither float32 nor float64.
        ValueError: If the shapes differ or the reduction is unknown.

    Note:
        `"mean"` divides by the number of elements, not of rows; the mean of nothing is NaN.
        PyTorch broadcasts a target of another shape and only warns, so that (N,) against (N, 1)
        averages over N x N pairs; here unequal shapes are refused.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 5.1.4;
        PyTorch 2.13 documentation, `torch.nn.functional.mse_loss`.
    """
    _check(input, target, reduction)
    loss = np.square(input - target)  # (*)
    if reduction == "none":
        return loss
    # The mean of nothing is NaN, without a warning.
    return loss.sum() / (loss.size or np.nan) if reduction == "mean" else loss.sum()


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    r"""Return twice the residual, $2(\hat y - y)$; divided by the count for the mean.

    Args:
        grad_output: () float, or (*) for `"none"`. Gradient of the final loss in this one.
        input: (*) float. Predictions of the forward pass.
        target: (*) float. True values.
        reduction: str. As in the forward pass.

    Returns:
        Two (*) float: gradient in `input`, gradient in `target`, each the negative of the other.
    """
    _check(input, target, reduction)
    grad = input - target  # (*)
    grad *= 2 * _scale(grad_output, grad, reduction)
    return grad.astype(input.dtype, copy=False), (-grad).astype(
        target.dtype, copy=False
    )


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
    for name, array in (("input", input), ("target", target)):
        if array.dtype not in (np.float32, np.float64):
            raise TypeError(f"{name}: wanted float32 or float64, got {array.dtype}")
    if input.shape != target.shape:
        raise ValueError(f"target: wanted shape {input.shape}, got {target.shape}")
