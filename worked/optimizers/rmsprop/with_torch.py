"""RMSprop as it is written at work."""

import torch

__all__ = ["rmsprop"]


def rmsprop(
    param,
    grad,
    state=None,
    lr=1e-2,
    alpha=0.99,
    eps=1e-8,
    weight_decay=0.0,
    momentum=0.0,
    centered=False,
    maximize=False,
):
    """Let the library's optimizer make one step on a copy.

    In a training loop the optimizer is made once and keeps its means for each parameter; here they
    enter and leave, so that this function changes nothing.

    Args:
        param: (*) floating tensor. Parameters before the step.
        grad: (*) tensor. Gradient of the loss with respect to `param`.
        state: (n, *) tensor. Mean of squares, with `centered` the mean, with `momentum` the
            velocity; None before the first step.
        lr: float. Learning rate.
        alpha: float. Share of the means that is kept.
        eps: float. Added to the root.
        weight_decay: float. Factor of the parameters that are added to the gradient.
        momentum: float. Share of the velocity that is kept.
        centered: bool. Divide by the running standard deviation.
        maximize: bool. Climb instead of descend.

    Returns:
        (*) tensor and (n, *) tensor. Parameters and state after the step.
    """
    moved = param.detach().clone()  # (*)
    moved.grad = grad.clone()  # (*)
    optimizer = torch.optim.RMSprop(
        [moved],
        lr=lr,
        alpha=alpha,
        eps=eps,
        weight_decay=weight_decay,
        momentum=momentum,
        centered=centered,
        maximize=maximize,
    )
    names = ["square_avg"] + ["grad_avg"] * centered
    names += ["momentum_buffer"] * (momentum > 0)
    if state is not None:
        kept = dict(zip(names, state.clone(), strict=True))
        optimizer.state[moved] = {"step": torch.tensor(1.0), **kept}
    optimizer.step()
    after = optimizer.state[moved]
    return moved, torch.stack([after[name] for name in names])  # (*), (n, *)
