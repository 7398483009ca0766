"""Reduce on plateau from first principles: remember the best, count what is not better."""

import numpy as np

__all__ = ["reduce_lr_on_plateau"]


def reduce_lr_on_plateau(
    metric,
    lr,
    state=None,
    mode="min",
    factor=0.1,
    patience=10,
    threshold=1e-4,
    threshold_mode="rel",
    cooldown=0,
    min_lr=0.0,
    eps=1e-8,
):
    r"""Multiply the rate by `factor` after more than `patience` epochs without improvement.

    Args:
        metric: () float. What is watched, mostly the loss on validation data; not a batch's loss.
        lr: float. Rate of the epoch that has ended, at least 0.
        state: (3,) float. Best metric so far, epochs without improvement since, and epochs of rest
            left, as the epoch before returned them; None after the first epoch.
        mode: `"min"` or `"max"`. Whether a smaller or a larger metric is better.
        factor: float. Factor of a reduction, from 0 to below 1.
        patience: int. Epochs without improvement that are borne, at least 0.
        threshold: float. Improvement that counts, at least 0.
        threshold_mode: `"rel"`, a share of the best metric, or `"abs"`, in its unit.
        cooldown: int. Epochs of rest after a reduction, in which none is counted as bad.
        min_lr: float. Smallest rate, at least 0.
        eps: float. A reduction by no more than this is left out.

    Returns:
        () float64 and (3,) float64. Rate of the next epoch, and the state after this one.

    Raises:
        TypeError: If `state` is neither float32 nor float64.
        ValueError: If the shape of `state` or an option is not as above.

    Note:
        A metric that is NaN is never better, so it counts as bad. With the relative threshold the
        best metric is multiplied, so below zero a worse one counts as better: take `"abs"` there.

    Source:
        PyTorch 2.13 documentation, `torch.optim.lr_scheduler.ReduceLROnPlateau`.
    """
    _check(lr, state, mode, factor, threshold, threshold_mode, min_lr)
    sign = 1.0 if mode == "min" else -1.0
    best, bad, rest = (sign * np.inf, 0, 0) if state is None else state.tolist()
    step = sign * threshold  # a share of the best, or a distance from it
    wall = best * (1 - step) if threshold_mode == "rel" else best - step
    if sign * metric < sign * wall:
        best, bad = float(metric), 0
    else:
        bad += 1
    if rest > 0:
        rest, bad = rest - 1, 0
    if bad > patience:
        lower = max(lr * factor, min_lr)
        lr = lower if lr - lower > eps else lr
        rest, bad = cooldown, 0
    return np.float64(lr), np.array([best, bad, rest], np.float64)


def _check(lr, state, mode, factor, threshold, threshold_mode, min_lr):
    numbers = {"lr": lr, "threshold": threshold, "min_lr": min_lr}
    for name, number in numbers.items():
        if not number >= 0:
            raise ValueError(f"{name}: wanted at least 0, got {number}")
    if not 0 <= factor < 1:
        raise ValueError(f"factor: wanted from 0 to below 1, got {factor}")
    if mode not in ("min", "max"):
        raise ValueError(f"mode: wanted 'min' or 'max', got {mode!r}")
    if threshold_mode not in ("rel", "abs"):
        raise ValueError(
            f"threshold_mode: wanted 'rel' or 'abs', got {threshold_mode!r}"
        )
    if state is None:
        return
    if state.dtype not in (np.float32, np.float64):
        raise TypeError(f"state: wanted float32 or float64, got {state.dtype}")
    if state.shape != (3,):
        raise ValueError(f"state: wanted shape (3,), got {state.shape}")
