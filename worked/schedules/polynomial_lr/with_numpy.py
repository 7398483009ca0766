"""Polynomial decay from first principles: a power of the share that remains."""

import numpy as np

__all__ = ["polynomial_lr"]


def polynomial_lr(step, lr, total_iters=5, power=1.0):
    r"""Lower the rate to zero along a power of the share of steps that remain.

    $\eta_t = \eta_0 \left(1 - \min(t, T) / T\right)^p$; with $p = 1$ it is a straight line.

    Args:
        step: (*) int. Steps or epochs done so far, at least 0.
        lr: float. Rate $\eta_0$ at step 0, at least 0.
        total_iters: int. Number $T$ of steps after which the rate is zero, at least 1.
        power: float. Exponent $p$, above 0.

    Returns:
        (*) float64. Rate of each step.

    Raises:
        TypeError: If `step` holds no integers.
        ValueError: If a step or `lr` is negative, or an option is not as above.

    Note:
        After `total_iters` steps the rate stays zero and training stands still, so `total_iters`
        is the length of the run.

    Source:
        PyTorch 2.13 documentation, `torch.optim.lr_scheduler.PolynomialLR`.
    """
    step = _check(step, lr, total_iters, power)  # (*)
    left = 1 - np.minimum(step, total_iters) / total_iters  # (*)
    return lr * left**power  # (*)


def _check(step, lr, total_iters, power):
    step = np.asarray(step)  # (*)
    if step.dtype.kind not in "iu":
        raise TypeError(f"step: wanted an integer dtype, got {step.dtype}")
    if (step < 0).any():
        raise ValueError(f"step: wanted at least 0, got {step.min()}")
    if not lr >= 0:
        raise ValueError(f"lr: wanted at least 0, got {lr}")
    if total_iters < 1:
        raise ValueError(f"total_iters: wanted at least 1, got {total_iters}")
    if not power > 0:
        raise ValueError(f"power: wanted above 0, got {power}")
    return step.astype(np.int64)
