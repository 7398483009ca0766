"""Huber loss from first principles."""

import numpy as np

__all__ = ["huber_loss", "huber_loss_backward"]


def huber_loss(input, target, reduction="mean", delta=1.0):
    r"""Charge half the square of a residual up to `delta`, and grow linearly from there.

    With $d = \hat y - y$ and threshold $\delta$:
    $\begin{cases} d^2 / 2 & |d| \le \delta \\ \delta (|d| - \delta / 2) & |d| > \delta
    \end{cases}$

    Args:
        input: (*) float. Predictions, any shape.
        target: (*) float. True values, same shape.
        reduction: `"none"`, `"sum"` or `"mean"`.
        delta: float > 0. Residual at which the square turns into a line; unit of the target.

    Returns:
        () float, or (*) for `"none"`. Squared unit of the target.

    Raises:
        TypeError: If an array is neither float32 nor float64, or the two differ, as in PyTorch.
        ValueError: If the shapes differ or an option makes no sense.

    Note:
        Value and slope are continuous at `delta`, the second derivative is not.
        Huber loss is `delta` times smooth L1 with `beta = delta`.
        The square is never taken of a residual above `delta`, so nothing overflows.

    Source:
        Huber, "Robust Estimation of a Location Parameter", *Annals of Mathematical Statistics* 35,
        1964; PyTorch 2.13 documentation, `torch.nn.functional.huber_loss`.
    """
    _check(input, target, reduction, delta)
    gap = input - target  # (*)
    inner = np.clip(gap, -delta, delta)  # (*)
    # Inside, inner is the gap, and this is its square over 2; outside, inner is delta or -delta.
    loss = inner * (-0.5 * inner + gap)  # (*), in an order that needs one new array
    if reduction == "none":
        return loss
    # The mean of nothing is NaN, without a warning.
    return loss.sum() / (loss.size or np.nan) if reduction == "mean" else loss.sum()


def huber_loss_backward(grad_output, input, target, reduction="mean", delta=1.0):
    r"""Return the residual, clipped to $[-\delta, \delta]$.

    Args:
        grad_output: () float, or (*) for `"none"`. Gradient of the final loss in this one.
        input: (*) float. Predictions of the forward pass.
        target: (*) float. True values.
        reduction: str. As in the forward pass.
        delta: float. As in the forward pass.

    Returns:
        Two (*) float: gradient in `input`, gradient in `target`, each the negative of the other.
    """
    _check(input, target, reduction, delta)
    grad = np.clip(input - target, -delta, delta)  # (*)
    grad *= _scale(grad_output, grad, reduction)
    return grad, -grad


def _scale(grad_output, loss, reduction):
    # The gradient in each element's loss, in the dtype of the data.
    shape = loss.shape if reduction == "none" else ()
    grad = np.asarray(grad_output, loss.dtype)  # () or (*)
    if grad.shape != shape:
        raise ValueError(f"grad_output: wanted shape {shape}, got {grad.shape}")
    return grad / (loss.size or np.nan) if reduction == "mean" else grad


def _check(input, target, reduction, delta):
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction: wanted 'none', 'mean' or 'sum', got {reduction!r}"
        )
    if not delta > 0:
        raise ValueError(f"delta: wanted a number above 0, got {delta}")
    for name, array in (("input", input), ("target", target)):
        if array.dtype not in (np.float32, np.float64):
            raise TypeError(f"{name}: wanted float32 or float64, got {array.dtype}")
    if target.dtype != input.dtype:
        raise TypeError(f"target: wanted {input.dtype} as in input, got {target.dtype}")
    if input.shape != target.shape:
        raise ValueError(f"target: wanted shape {input.shape}, got {target.shape}")
