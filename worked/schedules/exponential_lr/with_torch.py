"""Exponential decay as it is written at work."""

import torch

__all__ = ["exponential_lr"]


def exponential_lr(step, lr, gamma):
    """Step the library's scheduler and read its rates.

    Step it once an epoch, or once a step with a `gamma` that is closer to 1.

    Args:
        step: (*) integer tensor. Steps done so far.
        lr: float. First rate.
        gamma: float. Factor of one step.

    Returns:
        (*) float64 tensor. Rate of each step.
    """
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=lr)
    scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma)
    return _read(step, scheduler)


def _read(step, scheduler):
    rates = []
    for _ in range(int(step.max()) + 1 if step.numel() else 0):
        rates.append(scheduler.get_last_lr()[0])
        scheduler.optimizer.step()  # a schedule moves after the optimizer has used its rate
        scheduler.step()
    return torch.tensor(rates, dtype=torch.float64)[step]  # (*)
