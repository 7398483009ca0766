"""Cosine annealing with warm restarts as it is written at work."""

import torch

__all__ = ["cosine_annealing_warm_restarts"]


def cosine_annealing_warm_restarts(step, lr, T_0, T_mult=1, eta_min=0.0):
    """Step the library's scheduler and read its rates.

    It also takes fractions of an epoch, `scheduler.step(epoch + batch / batches)`.

    Args:
        step: (*) integer tensor. Steps done so far.
        lr: float. First rate.
        T_0: int. Length of the first cycle in steps.
        T_mult: int. Factor from the length of a cycle to that of the next.
        eta_min: float. Rate that each cycle tends to.

    Returns:
        (*) float64 tensor. Rate of each step.
    """
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=lr)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(
        optimizer, T_0, T_mult, eta_min
    )
    return _read(step, scheduler)


def _read(step, scheduler):
    rates = []
    for _ in range(int(step.max()) + 1 if step.numel() else 0):
        rates.append(scheduler.get_last_lr()[0])
        scheduler.optimizer.step()  # a schedule moves after the optimizer has used its rate
        scheduler.step()
    return torch.tensor(rates, dtype=torch.float64)[step]  # (*)
