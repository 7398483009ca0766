"""Linear warm-up from first principles: one interpolation."""

import numpy as np

__all__ = ["linear_lr"]


def linear_lr(step, lr, start_factor=1 / 3, end_factor=1.0, total_iters=5):
    r"""Move the rate in a straight line from one share of `lr` to another.

    $\eta_t = \eta_0 \left(a + (b - a) \min(t, T) / T\right)$ from the factor $a$ to $b$ in $T$
    steps; with $a < b$ that is a warm-up.

    Args:
        step: (*) int. Steps or epochs done so far, at least 0.
        lr: float. Rate $\eta_0$ at the factor 1, at least 0.
        start_factor: float. Share $a$ at step 0, above 0 and at most 1.
        end_factor: float. Share $b$ from step `total_iters` on, from 0 to 1.
        total_iters: int. Length $T$ of the line in steps, at least 1.

    Returns:
        (*) float64. Rate of each step.

    Raises:
        TypeError: If `step` holds no integers.
        ValueError: If a step or `lr` is negative, or an option is not as above.

    Note:
        `lr` is the rate that the warm-up reaches, not the one that it begins with. PyTorch refuses
        a start at 0, because it multiplies from step to step; a small share does the same.

    Source:
        Goyal et al., "Accurate, Large Minibatch SGD", 2017 (gradual warm-up);
        PyTorch 2.13 documentation, `torch.optim.lr_scheduler.LinearLR`.
    """
    step = _check(step, lr, start_factor, end_factor, total_iters)  # (*)
    share = np.minimum(step, total_iters) / total_iters  # (*)
    return lr * (start_factor + (end_factor - start_factor) * share)  # (*)


def _check(step, lr, start_factor, end_factor, total_iters):
    step = np.asarray(step)  # (*)
    if step.dtype.kind not in "iu":
        raise TypeError(f"step: wanted an integer dtype, got {step.dtype}")
    if (step < 0).any():
        raise ValueError(f"step: wanted at least 0, got {step.min()}")
    if not lr >= 0:
        raise ValueError(f"lr: wanted at least 0, got {lr}")
    if not 0 < start_factor <= 1:
        raise ValueError(
            f"start_factor: wanted above 0 and at most 1, got {start_factor}"
        )
    if not 0 <= end_factor <= 1:
        raise ValueError(f"end_factor: wanted from 0 to 1, got {end_factor}")
    if total_iters < 1:
        raise ValueError(f"total_iters: wanted at least 1, got {total_iters}")
    return step.astype(np.int64)
