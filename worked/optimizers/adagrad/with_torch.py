"""AdaGrad as it is written at work."""

import torch

__all__ = ["adagrad"]


def adagrad(
    param,
    grad,
    state=None,
    step=1,
    lr=1e-2,
    lr_decay=0.0,
    weight_decay=0.0,
    initial_accumulator_value=0.0,
    eps=1e-10,
    maximize=False,
):
    """Let the library's optimizer make one step on a copy.

    In a training loop the optimizer is made once and keeps the step and the sum of squares for
    each parameter; here they enter and leave, so that this function changes nothing.

    Args:
        param: (*) floating tensor. Parameters before the step.
        grad: (*) tensor. Gradient of the loss with respect to `param`.
        state: (*) tensor. Sum of squares; None before the first step.
        step: int. Number of the step, from 1.
        lr: float. Learning rate.
        lr_decay: float. Decay of the rate per step.
        weight_decay: float. Factor of the parameters that are added to the gradient.
        initial_accumulator_value: float. Sum before the first step.
        eps: float. Added to the root.
        maximize: bool. Climb instead of descend.

    Returns:
        (*) tensor and (*) tensor. Parameters and sum of squares after the step.
    """
    moved = param.detach().clone()  # (*)
    moved.grad = grad.clone()  # (*)
    optimizer = torch.optim.Adagrad(
        [moved],
        lr=lr,
        lr_decay=lr_decay,
        weight_decay=weight_decay,
        initial_accumulator_value=initial_accumulator_value,
        eps=eps,
        maximize=maximize,
    )
    if state is not None:
        optimizer.state[moved] = {"step": torch.tensor(step - 1.0), "sum": +state}
    optimizer.step()
    return moved, optimizer.state[moved]["sum"]
