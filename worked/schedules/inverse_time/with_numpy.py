"""Inverse-time decay from first principles: one division."""

import numpy as np

__all__ = ["inverse_time"]


def inverse_time(step, lr, tau):
    r"""Divide the rate by $1 + t / \tau$.

    $\eta_t = \eta_0 / (1 + t / \tau)$, for $t \gg \tau$ about $\eta_0 \tau / t$.

    Args:
        step: (*) int. Steps or epochs done so far, at least 0.
        lr: float. Rate $\eta_0$ at step 0, at least 0.
        tau: float. Time constant $\tau$ in steps, above 0: after as many the rate has halved.

    Returns:
        (*) float64. Rate of each step.

    Raises:
        TypeError: If `step` holds no integers.
        ValueError: If a step or `lr` is negative, or `tau` is not above 0.

    Note:
        The rates add up to infinity while their squares do not: Robbins and Monro's conditions,
        under which noisy steps still reach any distance and their noise averages out. On a
        quadratic of least curvature $\lambda$ the squared error falls as $1/t$ only if
        $\eta_0 \tau \lambda > \frac12$, and slower otherwise.

    Source:
        Robbins and Monro, "A Stochastic Approximation Method", Annals of Mathematical Statistics
        22, 1951.
    """
    step = _check(step, lr, tau)  # (*)
    return lr / (1 + step / tau)  # (*)


def _check(step, lr, tau):
    step = np.asarray(step)  # (*)
    if step.dtype.kind not in "iu":
        raise TypeError(f"step: wanted an integer dtype, got {step.dtype}")
    if (step < 0).any():
        raise ValueError(f"step: wanted at least 0, got {step.min()}")
    if not lr >= 0:
        raise ValueError(f"lr: wanted at least 0, got {lr}")
    if not tau > 0:
        raise ValueError(f"tau: wanted above 0, got {tau}")
    return step.astype(np.int64)
