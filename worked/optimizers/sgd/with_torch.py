"""Stochastic gradient descent as it is written at work."""

import torch

__all__ = ["sgd"]


def sgd(param, grad, lr=1e-3):
    """Let the library's optimizer make one step on a copy.

    In a training loop the optimizer is made once, `loss.backward()` fills `param.grad`, and
    `step()` changes the parameters in place; the copy is there so that this function changes none.

    Args:
        param: (*) floating tensor. Parameters before the step.
        grad: (*) tensor. Gradient of the loss in `param`.
        lr: float. Learning rate.

    Returns:
        (*) tensor. Parameters after the step.
    """
    moved = param.detach().clone()  # (*)
    moved.grad = grad
    torch.optim.SGD([moved], lr=lr).step()
    return moved
