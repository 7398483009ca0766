"""Lion as one writes it at work, because the library has none."""

import torch

__all__ = ["lion"]


def lion(param, grad, state=None, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
    """Step by the rate against the sign of a mixture of momentum and gradient.

    `torch.optim` has no Lion; these are the operations of the authors' optimizer, which works in
    place inside `torch.no_grad()`.

    Args:
        param: (*) floating tensor. Parameters before the step.
        grad: (*) tensor. Gradient of the loss with respect to `param`.
        state: (*) tensor. Running mean; None before the first step.
        lr: float. Learning rate, the length of the step in each coordinate.
        betas: (float, float). Share of the mean in the step, and of the mean that is kept.
        weight_decay: float. A step removes this share of each parameter, times `lr`.

    Returns:
        (*) tensor and (*) tensor. Parameters and mean after the step.
    """
    for name, number in (("lr", lr), ("weight_decay", weight_decay)):
        if not number >= 0:
            raise ValueError(f"{name}: wanted at least 0, got {number}")
    mean = torch.zeros_like(grad) if state is None else state  # (*)
    move = mean.lerp(grad, 1 - betas[0]).sign_()  # (*)
    moved = (param * (1 - lr * weight_decay)).sub_(move, alpha=lr)  # (*)
    return moved, mean.lerp(grad, 1 - betas[1])
