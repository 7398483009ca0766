"""Warm-up, plateau and decay as they are written at work."""

import torch
from torch.optim.lr_scheduler import ConstantLR, LinearLR, SequentialLR

__all__ = ["warmup_stable_decay"]


def warmup_stable_decay(
    step, lr, warmup_iters, stable_iters, decay_iters, start_factor=0.01, end_factor=0.0
):
    """Put the library's schedulers one behind the other.

    Each counts from 0 when its turn comes.

    Args:
        step: (*) integer tensor. Steps done so far.
        lr: float. Rate at the factor 1.
        warmup_iters: int. Steps of the rise.
        stable_iters: int. Steps of the plateau.
        decay_iters: int. Steps of the fall.
        start_factor: float. Share at step 0.
        end_factor: float. Share at the end.

    Returns:
        (*) float64 tensor. Rate of each step.
    """
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=lr)
    parts = [
        LinearLR(optimizer, start_factor, 1.0, warmup_iters),
        ConstantLR(optimizer, factor=1.0),
        LinearLR(optimizer, 1.0, end_factor, decay_iters),
    ]
    turns = [warmup_iters, warmup_iters + stable_iters]
    scheduler = SequentialLR(optimizer, parts, milestones=turns)
    return _read(step, scheduler)


def _read(step, scheduler):
    rates = []
    for _ in range(int(step.max()) + 1 if step.numel() else 0):
        rates.append(scheduler.get_last_lr()[0])
        scheduler.optimizer.step()  # a schedule moves after the optimizer has used its rate
        scheduler.step()
    return torch.tensor(rates, dtype=torch.float64)[step]  # (*)
