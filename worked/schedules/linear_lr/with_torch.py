"""Linear warm-up as it is written at work."""

import torch

__all__ = ["linear_lr"]


def linear_lr(step, lr, start_factor=1 / 3, end_factor=1.0, total_iters=5):
    """Step the library's scheduler and read its rates.

    Step it after every batch, so that a warm-up rises in small steps; `SequentialLR` puts a decay
    behind it.

    Args:
        step: (*) integer tensor. Steps done so far.
        lr: float. Rate at the factor 1.
        start_factor: float. Share at step 0.
        end_factor: float. Share from step `total_iters` on.
        total_iters: int. Length of the line in steps.

    Returns:
        (*) float64 tensor. Rate of each step.
    """
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=lr)
    scheduler = torch.optim.lr_scheduler.LinearLR(
        optimizer, start_factor, end_factor, total_iters
    )
    return _read(step, scheduler)


def _read(step, scheduler):
    rates = []
    for _ in range(int(step.max()) + 1 if step.numel() else 0):
        rates.append(scheduler.get_last_lr()[0])
        scheduler.optimizer.step()  # a schedule moves after the optimizer has used its rate
        scheduler.step()
    return torch.tensor(rates, dtype=torch.float64)[step]  # (*)
