"""Multi-step decay from first principles: count the milestones that are passed."""

import numpy as np

__all__ = ["multi_step_lr"]


def multi_step_lr(step, lr, milestones, gamma=0.1):
    r"""Multiply the rate by `gamma` at each milestone.

    $\eta_t = \eta_0 \, \gamma^{n(t)}$, where $n(t)$ counts the milestones up to $t$.

    Args:
        step: (*) int. Steps or epochs done so far, at least 0.
        lr: float. Rate $\eta_0$ at step 0, at least 0.
        milestones: sequence of int. Steps at which the rate drops, each at least 0, in rising
            order; one that is named twice counts twice.
        gamma: float. Factor $\gamma$ at each drop, at least 0.

    Returns:
        (*) float64. Rate of each step.

    Raises:
        TypeError: If `step` holds no integers.
        ValueError: If a step or `lr` is negative, or an option makes no sense.

    Note:
        The lower rate holds at the milestone itself. For the usual drops after a half and three
        quarters of a run of $T$ steps the milestones are $T/2$ and $3T/4$.

    Source:
        PyTorch 2.13 documentation, `torch.optim.lr_scheduler.MultiStepLR`.
    """
    step = _check(step, lr, milestones, gamma)  # (*)
    passed = np.searchsorted(milestones, step, side="right")  # (*)
    return lr * np.power(float(gamma), passed)  # (*)


def _check(step, lr, milestones, gamma):
    step = np.asarray(step)  # (*)
    if step.dtype.kind not in "iu":
        raise TypeError(f"step: wanted an integer dtype, got {step.dtype}")
    if (step < 0).any():
        raise ValueError(f"step: wanted at least 0, got {step.min()}")
    if not lr >= 0:
        raise ValueError(f"lr: wanted at least 0, got {lr}")
    if list(milestones) != sorted(milestones):
        raise ValueError(f"milestones: wanted them in rising order, got {milestones}")
    if not gamma >= 0:
        raise ValueError(f"gamma: wanted at least 0, got {gamma}")
    return step.astype(np.int64)
