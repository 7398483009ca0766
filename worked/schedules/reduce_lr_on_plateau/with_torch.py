"""Reduce on plateau as it is written at work."""

from typing import Any

import torch

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
    """Let the library's scheduler see one more metric.

    In a training loop the scheduler is made once and keeps its state, and `scheduler.step(metric)`
    is called once an epoch, after the validation; here the state enters and leaves.

    Args:
        metric: () float or tensor. What is watched.
        lr: float. Rate of the epoch that has ended.
        state: (3,) tensor. Best metric, epochs without improvement, epochs of rest left; None
            after the first epoch.
        mode: `"min"` or `"max"`. Whether a smaller or a larger metric is better.
        factor: float. Factor of a reduction.
        patience: int. Epochs without improvement that are borne.
        threshold: float. Improvement that counts.
        threshold_mode: `"rel"` or `"abs"`.
        cooldown: int. Epochs of rest after a reduction.
        min_lr: float. Smallest rate.
        eps: float. A reduction by no more than this is left out.

    Returns:
        () float64 tensor and (3,) float64 tensor. Rate of the next epoch and the state.
    """
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=lr)
    options: dict[str, Any] = {
        "mode": mode,
        "factor": factor,
        "patience": patience,
        "threshold": threshold,
        "threshold_mode": threshold_mode,
        "cooldown": cooldown,
        "min_lr": min_lr,
        "eps": eps,
    }
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, **options)
    if state is not None:
        best, bad, rest = state.tolist()
        scheduler.best, scheduler.num_bad_epochs = best, bad
        scheduler.cooldown_counter = rest
    scheduler.step(metric)
    after = [scheduler.best, scheduler.num_bad_epochs, scheduler.cooldown_counter]
    rate = torch.tensor(scheduler.get_last_lr()[0], dtype=torch.float64)  # ()
    return rate, torch.tensor(after, dtype=torch.float64)  # (3,)
