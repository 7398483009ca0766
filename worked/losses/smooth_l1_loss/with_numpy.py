"""Smooth L1 loss from first principles."""

import numpy as np

from worked.losses.l1_loss.with_numpy import l1_loss, l1_loss_backward

__all__ = ["smooth_l1_loss", "smooth_l1_loss_backward"]


def smooth_l1_loss(input, target, reduction="mean", beta=1.0):
    r"""Charge the absolute residual, with a parabola of width `beta` in place of the kink.

    With $d = \hat y - y$:
    $\begin{cases} d^2 / (2 \beta) & |d| < \beta \\ |d| - \beta / 2 & |d| \ge \beta \end{cases}$

    Args:
        input: (*) float. Predictions, any shape.
        target: (*) float. True values, same shape.
        reduction: `"none"`, `"sum"` or `"mean"`.
        beta: float >= 0. Residual at which the parabola turns into a line; 0 gives L1.

    Returns:
        () float, or (*) for `"none"`. Unit of the target.

    Raises:
        TypeError: If an array is neither float32 nor float64.
        ValueError: If the shapes differ or an option makes no sense.

    Note:
        The slope outside is always 1, so gradients have one size whatever `beta`; with Huber loss,
        `beta` times this one, the slope outside is the threshold.

    Source:
        Girshick, "Fast R-CNN", ICCV 2015, section 2.3 (box regression, threshold 1);
        PyTorch 2.13 documentation, `torch.nn.functional.smooth_l1_loss`.
    """
    _check(input, target, reduction, beta)
    if beta == 0:
        return l1_loss(input, target, reduction)
    gap = input - target  # (*)
    inner = np.clip(gap, -beta, beta)  # (*)
    # Inside, inner is the gap, and this is its square over 2 beta; outside, inner is the bound.
    loss = inner * (-0.5 * inner + gap)  # (*), in an order that needs one new array
    loss /= beta
    if reduction == "none":
        return loss
    # The mean of nothing is NaN, without a warning.
    return loss.sum() / (loss.size or np.nan) if reduction == "mean" else loss.sum()


def smooth_l1_loss_backward(grad_output, input, target, reduction="mean", beta=1.0):
    r"""Return the residual over `beta`, clipped to $[-1, 1]$.

    Args:
        grad_output: () float, or (*) for `"none"`. Gradient of the final loss in this one.
        input: (*) float. Predictions of the forward pass.
        target: (*) float. True values.
        reduction: str. As in the forward pass.
        beta: float. As in the forward pass.

    Returns:
        Two (*) float: gradient in `input`, gradient in `target`, each the negative of the other.
    """
    _check(input, target, reduction, beta)
    if beta == 0:
        return l1_loss_backward(grad_output, input, target, reduction)
    grad = np.clip(input - target, -beta, beta)  # (*)
    grad *= _scale(grad_output, grad, reduction) / beta
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


def _check(input, target, reduction, beta):
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction: wanted 'none', 'mean' or 'sum', got {reduction!r}"
        )
    if not beta >= 0:
        raise ValueError(f"beta: wanted 0 or a number above, got {beta}")
    for name, array in (("input", input), ("target", target)):
        if array.dtype not in (np.float32, np.float64):
            raise TypeError(f"{name}: wanted float32 or float64, got {array.dtype}")
    if input.shape != target.shape:
        raise ValueError(f"target: wanted shape {input.shape}, got {target.shape}")
