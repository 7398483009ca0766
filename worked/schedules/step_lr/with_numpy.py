"""Step decay from first principles: one integer division."""

import numpy as np

__all__ = ["step_lr"]


def step_lr(step, lr, step_size, gamma=0.1):
    r"""Multiply the rate by `gamma` once in every `step_size` steps.

    $\eta_t = \eta_0 \, \gamma^{\lfloor t / s \rfloor}$ with the period $s$.

    Args:
        step: (*) int. Steps or epochs done so far, at least 0.
        lr: float. Rate $\eta_0$ at step 0, at least 0.
        step_size: int. Period $s$ in steps, at least 1.
        gamma: float. Factor $\gamma$ at each drop, at least 0.

    Returns:
        (*) float64. Rate of each step.

    Raises:
        TypeError: If `step` holds no integers.
        ValueError: If a step or `lr` is negative, or an option makes no sense.

    Note:
        The rate is that for the step after `step` of them: at step 0 it is `lr`, and the first
        drop comes at `step_size`.

    Source:
        PyTorch 2.13 documentation, `torch.optim.lr_scheduler.StepLR`.
    """
    step = _check(step, lr, step_size, gamma)  # (*)
    return lr * np.power(float(gamma), step // step_size)  # (*)


def _check(step, lr, step_size, gamma):
    step = np.asarray(step)  # (*)
    if step.dtype.kind not in "iu":
        raise TypeError(f"step: wanted an integer dtype, got {step.dtype}")
    if (step < 0).any():
        raise ValueError(f"step: wanted at least 0, got {step.min()}")
    if not lr >= 0:
        raise ValueError(f"lr: wanted at least 0, got {lr}")
    if step_size < 1:
        raise ValueError(f"step_size: wanted at least 1, got {step_size}")
    if not gamma >= 0:
        raise ValueError(f"gamma: wanted at least 0, got {gamma}")
    return step.astype(np.int64)
