"""AdamW as it is written at work."""

import torch

from worked.optimizers.adam.with_torch import step_with

__all__ = ["adamw"]


def adamw(
    param,
    grad,
    state=None,
    step=1,
    lr=1e-3,
    betas=(0.9, 0.999),
    eps=1e-8,
    weight_decay=1e-2,
    amsgrad=False,
    maximize=False,
):
    """Let the library's optimizer make one step on a copy.

    In a training loop the optimizer is made once and keeps the step and both running means for
    each parameter; here they enter and leave, so that this function changes nothing.

    Args:
        param: (*) floating tensor. Parameters before the step.
        grad: (*) tensor. Gradient of the loss with respect to `param`.
        state: (2, *) tensor, for `amsgrad` (3, *). Running means; None before the first step.
        step: int. Number of the step, from 1.
        lr: float. Learning rate.
        betas: (float, float). Shares of the running means that are kept.
        eps: float. Added to the root.
        weight_decay: float. A step removes this share of each parameter, times `lr`.
        amsgrad: bool. Divide by the root of the largest mean of squares so far.
        maximize: bool. Climb instead of descend.

    Returns:
        (*) tensor and (2, *) or (3, *) tensor. Parameters and state after the step.
    """
    return step_with(
        torch.optim.AdamW,
        param,
        grad,
        state,
        step,
        lr=lr,
        betas=betas,
        eps=eps,
        weight_decay=weight_decay,
        amsgrad=amsgrad,
        maximize=maximize,
    )
