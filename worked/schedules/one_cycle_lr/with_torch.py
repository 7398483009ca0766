"""The one-cycle schedule as it is written at work."""

from typing import Any

import torch

__all__ = ["one_cycle_lr"]


def one_cycle_lr(
    step,
    max_lr,
    total_steps,
    pct_start=0.3,
    anneal_strategy="cos",
    base_momentum=0.85,
    max_momentum=0.95,
    div_factor=25.0,
    final_div_factor=1e4,
    three_phase=False,
):
    """Step the library's scheduler and read its rates and momenta.

    Step it after every batch; it overwrites the rate and the momentum that the optimizer was made
    with, and raises an error when it is stepped two or more beyond its last step.

    Args:
        step: (*) integer tensor. Steps done so far, below `total_steps`.
        max_lr: float. Largest rate.
        total_steps: int. Length of the run in steps.
        pct_start: float. Share of the run in which the rate rises.
        anneal_strategy: `"cos"` or `"linear"`. Way from corner to corner.
        base_momentum: float. Momentum where the rate is largest.
        max_momentum: float. Momentum where the rate is smallest.
        div_factor: float. Maximum over first rate.
        final_div_factor: float. First rate over last rate.
        three_phase: bool. Come back to the first rate, then fall.

    Returns:
        (*) float64 tensor and (*) float64 tensor. Rate and momentum of each step.
    """
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=max_lr, momentum=max_momentum)
    options: dict[str, Any] = {
        "total_steps": total_steps,
        "pct_start": pct_start,
        "anneal_strategy": anneal_strategy,
        "base_momentum": base_momentum,
        "max_momentum": max_momentum,
        "div_factor": div_factor,
        "final_div_factor": final_div_factor,
        "three_phase": three_phase,
    }
    scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr, **options)
    rates, momenta = [], []
    for number in range(int(step.max()) + 1 if step.numel() else 0):
        if number:
            optimizer.step()
            scheduler.step()
        rates.append(optimizer.param_groups[0]["lr"])
        momenta.append(optimizer.param_groups[0]["momentum"])
    both = torch.tensor([rates, momenta], dtype=torch.float64)  # (2, T)
    return both[0][step], both[1][step]  # (*), (*)
