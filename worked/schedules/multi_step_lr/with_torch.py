"""Multi-step decay as it is written at work."""

import torch

__all__ = ["multi_step_lr"]


def multi_step_lr(step, lr, milestones, gamma=0.1):
    """Step the library's scheduler and read its rates.

    Milestones count calls of `scheduler.step()`, so they are epochs if it is called once an epoch.

    Args:
        step: (*) integer tensor. Steps done so far.
        lr: float. First rate.
        milestones: sequence of int. Steps at which the rate drops.
        gamma: float. Factor at each drop.

    Returns:
        (*) float64 tensor. Rate of each step.
    """
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=lr)
    scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)
    return _read(step, scheduler)


def _read(step, scheduler):
    rates = []
    for _ in range(int(step.max()) + 1 if step.numel() else 0):
        rates.append(scheduler.get_last_lr()[0])
        scheduler.optimizer.step()  # a schedule moves after the optimizer has used its rate
        scheduler.step()
    return torch.tensor(rates, dtype=torch.float64)[step]  # (*)
