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
        TypeError: If an array is not floating.
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
    size = np.abs(input - target)  # (*)
    inner = np.minimum(size, delta)  # (*)
    # Inside, inner is size, and this is size squared over 2; outside, inner is delta.
    loss = inner * (size - 0.5 * inner)  # (*)
    if reduction == "none":
        return loss
    return loss.sum() / loss.size if reduction == "mean" else loss.sum()


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
    scale = grad_output / input.size if reduction == "mean" else grad_output
    grad = np.clip(input - target, -delta, delta) * scale  # (*)
    return grad, -grad


def _check(input, target, reduction, delta):
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction: wanted 'none', 'mean' or 'sum', got {reduction!r}"
        )
    if not delta > 0:
        raise ValueError(f"delta: wanted a number above 0, got {delta}")
    for name, array in (("input", input), ("target", target)):
        if array.dtype.kind != "f":
            raise TypeError(f"{name}: wanted a floating dtype, got {array.dtype}")
    if input.shape != target.shape:
        raise ValueError(f"target: wanted shape {input.shape}, got {target.shape}")
