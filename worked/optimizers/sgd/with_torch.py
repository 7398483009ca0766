"""Stochastic gradient descent as it is written at work."""

import torch

__all__ = ["sgd"]


def sgd(
    param,
    grad,
    state=None,
    lr=1e-3,
    momentum=0.0,
    dampening=0.0,
    weight_decay=0.0,
    nesterov=False,
    maximize=False,
):
    """Let the library's optimizer make one step on a copy.

    In a training loop the optimizer is made once and keeps the velocity, `loss.backward()` fills
    `param.grad`, and `step()` changes the parameters in place; the copies and the velocity by hand
    are there so that this function changes nothing. Without momentum the library keeps no
    velocity, and accepts a dampening that does nothing.

    Args:
        param: (*) floating tensor. Parameters before the step.
        grad: (*) tensor. Gradient of the loss in `param`.
        state: (*) tensor. Velocity that the step before returned; None before the first step.
        lr: float. Learning rate.
        momentum: float. Share of the velocity that is kept.
        dampening: float. Share of the gradient that momentum leaves out.
        weight_decay: float. Factor of the parameters that are added to the gradient.
        nesterov: bool. Step along the velocity that the next step would have.
        maximize: bool. Climb instead of descend.

    Returns:
        (*) tensor and (*) tensor. Parameters and velocity after the step.
    """
    moved = param.detach().clone()  # (*)
    moved.grad = grad.clone()  # (*)
    optimizer = torch.optim.SGD(
        [moved],
        lr=lr,
        momentum=momentum,
        dampening=dampening,
        weight_decay=weight_decay,
        nesterov=nesterov,
        maximize=maximize,
    )
    if momentum and state is not None:
        optimizer.state[moved]["momentum_buffer"] = state.clone()
    optimizer.step()
    if momentum:
        return moved, optimizer.state[moved]["momentum_buffer"]
    slope = -grad if maximize else grad  # (*)
    return moved, slope + weight_decay * param
