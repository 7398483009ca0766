"""Step decay as it is written at work."""

import torch

__all__ = ["step_lr"]


def step_lr(step, lr, step_size, gamma=0.1):
    """Step the library's scheduler and read its rates.

    In a training loop `scheduler.step()` follows `optimizer.step()`, mostly once an epoch; then
    `step_size` counts epochs.

    Args:
        step: (*) integer tensor. Steps done so far.
        lr: float. First rate.
        step_size: int. Period in steps.
        gamma: float. Factor at each drop.

    Returns:
        (*) float64 tensor. Rate of each step.
    """
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=lr)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size, gamma)
    return _read(step, scheduler)


def _read(step, scheduler):
    rates = []
    for _ in range(int(step.max()) + 1 if step.numel() else 0):
        rates.append(scheduler.get_last_lr()[0])
        scheduler.optimizer.step()  # a schedule moves after the optimizer has used its rate
        scheduler.step()
    return torch.tensor(rates, dtype=torch.float64)[step]  # (*)
