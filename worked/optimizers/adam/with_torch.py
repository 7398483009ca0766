"""Adam as it is written at work."""

import torch

__all__ = ["adam"]


def adam(
    param,
    grad,
    state=None,
    step=1,
    lr=1e-3,
    betas=(0.9, 0.999),
    eps=1e-8,
    weight_decay=0.0,
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
        weight_decay: float. Factor of the parameters that are added to the gradient.
        amsgrad: bool. Divide by the root of the largest mean of squares so far.
        maximize: bool. Climb instead of descend.

    Returns:
        (*) tensor and (2, *) or (3, *) tensor. Parameters and state after the step.
    """
    return step_with(
        torch.optim.Adam,
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


def step_with(optimizer, param, grad, state, step, **options):
    """Return what one step of Adam's kind of optimizer makes of a copy, and its running means."""
    moved = param.detach().clone()  # (*)
    moved.grad = grad.clone()  # (*)
    stepping = optimizer([moved], **options)
    names = ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"][: 2 + options["amsgrad"]]
    if state is not None:
        kept = dict(zip(names, state.clone(), strict=True))
        stepping.state[moved] = {"step": torch.tensor(step - 1.0), **kept}
    stepping.step()
    after = stepping.state[moved]
    return moved, torch.stack([after[name] for name in names])  # (*), (2 or 3, *)
