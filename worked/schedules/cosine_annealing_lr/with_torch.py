"""Cosine annealing as it is written at work."""

import torch

__all__ = ["cosine_annealing_lr"]


def cosine_annealing_lr(step, lr, T_max, eta_min=0.0):
    """Step the library's scheduler and read its rates.

    The library multiplies from step to step, so that it can be chained with others; the rates are
    those of the formula up to rounding.

    Args:
        step: (*) integer tensor. Steps done so far.
        lr: float. First rate.
        T_max: int. Length of the half wave in steps.
        eta_min: float. Rate at step `T_max`.

    Returns:
        (*) float64 tensor. Rate of each step.
    """
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=lr)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    return _read(step, scheduler)


def _read(step, scheduler):
    rates = []
    for _ in range(int(step.max()) + 1 if step.numel() else 0):
        rates.append(scheduler.get_last_lr()[0])
        scheduler.optimizer.step()  # a schedule moves after the optimizer has used its rate
        scheduler.step()
    return torch.tensor(rates, dtype=torch.float64)[step]  # (*)
