"""Warm-up, plateau and decay from first principles: two straight lines and a level."""

import numpy as np

from worked.schedules.linear_lr.with_numpy import linear_lr

__all__ = ["warmup_stable_decay"]


def warmup_stable_decay(
    step, lr, warmup_iters, stable_iters, decay_iters, start_factor=0.01, end_factor=0.0
):
    r"""Raise the rate in a line, hold it, and lower it in a line.

    The factor of $\eta_0$ goes from $a$ to 1 in the first steps, stays 1, and goes from 1 to $b$
    in the last ones.

    Args:
        step: (*) int. Steps or epochs done so far, at least 0.
        lr: float. Rate $\eta_0$ at the factor 1, at least 0.
        warmup_iters: int. Steps of the rise, at least 1.
        stable_iters: int. Steps of the plateau, at least 0.
        decay_iters: int. Steps of the fall, at least 1.
        start_factor: float. Share $a$ at step 0, above 0 and at most 1.
        end_factor: float. Share $b$ at the end and from then on, from 0 to 1.

    Returns:
        (*) float64. Rate of each step.

    Raises:
        TypeError: If `step` holds no integers.
        ValueError: If a step or `lr` is negative, or an option is not as above.

    Note:
        The length of the run need not be known at the start: the plateau can go on until one
        decides to stop, and only then begins the decay.

    Source:
        Hu et al., "MiniCPM: Unveiling the Potential of Small Language Models with Scalable Training
        Strategies", 2024 (there the decay is exponential); PyTorch 2.13 documentation,
        `torch.optim.lr_scheduler.SequentialLR`.
    """
    step = _check(step, lr, warmup_iters, stable_iters, decay_iters)  # (*)
    rise = linear_lr(step, lr, start_factor, 1.0, warmup_iters)  # (*)
    late = np.maximum(step - warmup_iters - stable_iters, 0)  # (*)
    return rise * linear_lr(late, 1.0, 1.0, end_factor, decay_iters)  # (*)


def _check(step, lr, warmup_iters, stable_iters, decay_iters):
    step = np.asarray(step)  # (*)
    if step.dtype.kind not in "iu":
        raise TypeError(f"step: wanted an integer dtype, got {step.dtype}")
    if (step < 0).any():
        raise ValueError(f"step: wanted at least 0, got {step.min()}")
    if not lr >= 0:
        raise ValueError(f"lr: wanted at least 0, got {lr}")
    least = {"warmup_iters": 1, "stable_iters": 0, "decay_iters": 1}
    counts = (warmup_iters, stable_iters, decay_iters)
    for (name, wanted), count in zip(least.items(), counts, strict=True):
        if count < wanted:
            raise ValueError(f"{name}: wanted at least {wanted}, got {count}")
    return step.astype(np.int64)
