"""Polynomial decay as it is written at work."""

import torch

__all__ = ["polynomial_lr"]


def polynomial_lr(step, lr, total_iters=5, power=1.0):
    """Step the library's scheduler and read its rates.

    With `power=1` it is the linear decay to zero that many language models are fine-tuned with.

    Args:
        step: (*) integer tensor. Steps done so far.
        lr: float. First rate.
        total_iters: int. Number of steps after which the rate is zero.
        power: float. Exponent.

    Returns:
        (*) float64 tensor. Rate of each step.
    """
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=lr)
    scheduler = torch.optim.lr_scheduler.PolynomialLR(optimizer, total_iters, power)
    return _read(step, scheduler)


def _read(step, scheduler):
    rates = []
    for _ in range(int(step.max()) + 1 if step.numel() else 0):
        rates.append(scheduler.get_last_lr()[0])
        scheduler.optimizer.step()  # a schedule moves after the optimizer has used its rate
        scheduler.step()
    return torch.tensor(rates, dtype=torch.float64)[step]  # (*)
