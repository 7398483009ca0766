"""Cosine annealing from first principles: half a cosine wave."""

import numpy as np

__all__ = ["cosine_annealing_lr"]


def cosine_annealing_lr(step, lr, T_max, eta_min=0.0):
    r"""Lower the rate along half a cosine wave: level, steep in the middle, level.

    $\eta_t = \eta_{\min} + \frac12 (\eta_0 - \eta_{\min}) \left(1 + \cos(\pi t / T)\right)$
    with the length $T$.

    Args:
        step: (*) int. Steps or epochs done so far, at least 0.
        lr: float. Rate $\eta_0$ at step 0, at least 0.
        T_max: int. Length $T$ of the half wave in steps, at least 1.
        eta_min: float. Rate $\eta_{\min}$ at step `T_max`, at least 0.

    Returns:
        (*) float64. Rate of each step.

    Raises:
        TypeError: If `step` holds no integers.
        ValueError: If a step or `lr` is negative, or an option is not as above.

    Note:
        Beyond `T_max` the wave goes up again, as in PyTorch: give it the length of the run. The
        wave is symmetric about its middle, so its mean is that of a straight line between the same
        two rates.

    Source:
        Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", ICLR 2017;
        PyTorch 2.13 documentation, `torch.optim.lr_scheduler.CosineAnnealingLR`.
    """
    step = _check(step, lr, T_max, eta_min)  # (*)
    wave = 1 + np.cos(np.pi * step / T_max)  # (*)
    return eta_min + (lr - eta_min) * wave / 2  # (*)


def _check(step, lr, T_max, eta_min):
    step = np.asarray(step)  # (*)
    if step.dtype.kind not in "iu":
        raise TypeError(f"step: wanted an integer dtype, got {step.dtype}")
    if (step < 0).any():
        raise ValueError(f"step: wanted at least 0, got {step.min()}")
    if not lr >= 0:
        raise ValueError(f"lr: wanted at least 0, got {lr}")
    if T_max < 1:
        raise ValueError(f"T_max: wanted at least 1, got {T_max}")
    if not eta_min >= 0:
        raise ValueError(f"eta_min: wanted at least 0, got {eta_min}")
    return step.astype(np.int64)
