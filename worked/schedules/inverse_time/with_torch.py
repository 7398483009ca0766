"""Inverse-time decay as it is written at work."""

import torch

__all__ = ["inverse_time"]


def inverse_time(step, lr, tau):
    """Give the library's scheduler the factor as a function.

    PyTorch has no class of this name; `LambdaLR` multiplies the first rate by any factor.

    Args:
        step: (*) integer tensor. Steps done so far.
        lr: float. First rate.
        tau: float. Time constant in steps.

    Returns:
        (*) float64 tensor. Rate of each step.
    """
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=lr)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda t: 1 / (1 + t / tau)
    )
    return _read(step, scheduler)


def _read(step, scheduler):
    rates = []
    for _ in range(int(step.max()) + 1 if step.numel() else 0):
        rates.append(scheduler.get_last_lr()[0])
        scheduler.optimizer.step()  # a schedule moves after the optimizer has used its rate
        scheduler.step()
    return torch.tensor(rates, dtype=torch.float64)[step]  # (*)
