"""Exponential decay from first principles: one power."""

import numpy as np

__all__ = ["exponential_lr"]


def exponential_lr(step, lr, gamma):
    r"""Multiply the rate by `gamma` at every step.

    $\eta_t = \eta_0 \, \gamma^t$.

    Args:
        step: (*) int. Steps or epochs done so far, at least 0.
        lr: float. Rate $\eta_0$ at step 0, at least 0.
        gamma: float. Factor $\gamma$ of one step, at least 0; above 1 the rate grows.

    Returns:
        (*) float64. Rate of each step.

    Raises:
        TypeError: If `step` holds no integers.
        ValueError: If a step or `lr` is negative, or `gamma` is.

    Note:
        With $\gamma < 1$ the rate halves every $\log 2 / \log(1 / \gamma)$ steps, and the sum of
        all rates is finite, $\eta_0 / (1 - \gamma)$, so a quick decay may end before the minimum
        is reached. With a factor above 1 it is the rate of a range test.

    Source:
        PyTorch 2.13 documentation, `torch.optim.lr_scheduler.ExponentialLR`.
    """
    step = _check(step, lr, gamma)  # (*)
    return lr * np.power(float(gamma), step)  # (*)


def _check(step, lr, gamma):
    step = np.asarray(step)  # (*)
    if step.dtype.kind not in "iu":
        raise TypeError(f"step: wanted an integer dtype, got {step.dtype}")
    if (step < 0).any():
        raise ValueError(f"step: wanted at least 0, got {step.min()}")
    if not lr >= 0:
        raise ValueError(f"lr: wanted at least 0, got {lr}")
    if not gamma >= 0:
        raise ValueError(f"gamma: wanted at least 0, got {gamma}")
    return step.astype(np.int64)
