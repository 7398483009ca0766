"""Cosine annealing with warm restarts from first principles: find the cycle, then half a wave."""

import numpy as np

__all__ = ["cosine_annealing_warm_restarts"]


def cosine_annealing_warm_restarts(step, lr, T_0, T_mult=1, eta_min=0.0):
    r"""Anneal along half a cosine wave, jump back to the first rate, and repeat.

    $\eta_t = \eta_{\min} + \frac12 (\eta_0 - \eta_{\min}) \left(1 + \cos(\pi t_i / T_i)\right)$,
    where $t_i$ steps of the cycle $i$ are done and $T_i = T_0 \, m^i$ is its length.

    Args:
        step: (*) int. Steps or epochs done so far, at least 0.
        lr: float. Rate $\eta_0$ at step 0, at least 0.
        T_0: int. Length $T_0$ of the first cycle in steps, at least 1.
        T_mult: int. Factor $m$ from the length of a cycle to that of the next, at least 1.
        eta_min: float. Rate $\eta_{\min}$ that each cycle tends to, at least 0.

    Returns:
        (*) float64. Rate of each step.

    Raises:
        TypeError: If `step` holds no integers.
        ValueError: If a step or `lr` is negative, or an option is not as above.

    Note:
        A cycle never reaches `eta_min`: at the step where it would, the next one begins. A run
        should end with a cycle, where the rate is low.

    Source:
        Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", ICLR 2017;
        PyTorch 2.13 documentation,
        `torch.optim.lr_scheduler.CosineAnnealingWarmRestarts`.
    """
    step = _check(step, lr, T_0, T_mult, eta_min)  # (*)
    starts, lengths = [0], [T_0]
    while step.size and starts[-1] + lengths[-1] <= step.max():
        starts.append(starts[-1] + lengths[-1])
        lengths.append(lengths[-1] * T_mult)
    cycle = np.searchsorted(starts, step, side="right") - 1  # (*)
    done = step - np.take(starts, cycle)  # (*)
    wave = 1 + np.cos(np.pi * done / np.take(lengths, cycle))  # (*)
    return eta_min + (lr - eta_min) * wave / 2  # (*)


def _check(step, lr, T_0, T_mult, eta_min):
    step = np.asarray(step)  # (*)
    if step.dtype.kind not in "iu":
        raise TypeError(f"step: wanted an integer dtype, got {step.dtype}")
    if (step < 0).any():
        raise ValueError(f"step: wanted at least 0, got {step.min()}")
    if not lr >= 0:
        raise ValueError(f"lr: wanted at least 0, got {lr}")
    if T_0 < 1:
        raise ValueError(f"T_0: wanted at least 1, got {T_0}")
    if T_mult < 1:
        raise ValueError(f"T_mult: wanted at least 1, got {T_mult}")
    if not eta_min >= 0:
        raise ValueError(f"eta_min: wanted at least 0, got {eta_min}")
    return step.astype(np.int64)
