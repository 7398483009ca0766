"""Stochastic gradient descent from first principles: one subtraction, with momentum two lines."""

import numpy as np

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
    r"""Step against the velocity: $v \leftarrow \mu v + \nabla L$, then $w \leftarrow w - \eta v$.

    Args:
        param: (*) float. Parameters $w$ before the step.
        grad: (*) float. Gradient of the loss in `param`, of a mini-batch or of all examples.
        state: (*) float. Velocity $v$ that the step before returned; None before the first step.
        lr: float. Learning rate $\eta$, at least 0.
        momentum: float. Share $\mu$ of the velocity that is kept, at least 0; without it the
            velocity is the gradient.
        dampening: float. Share of the gradient that momentum leaves out, except in the first step.
        weight_decay: float. Factor of the parameters that are added to the gradient, at least 0.
        nesterov: bool. Step along the velocity that the next step would have.
        maximize: bool. Climb instead of descend.

    Returns:
        (*) float and (*) float. Parameters and velocity after the step; the arguments stay as they
        were.

    Raises:
        TypeError: If `param` is neither float32 nor float64, or the others are not as `param`.
        ValueError: If the shapes differ, a number is negative, or an option needs another one.

    Note:
        "Stochastic" is a property of `grad`, not of the step. The step grows with the gradient's
        scale; adaptive optimizers remove that. The learning rate is applied to the velocity, as in
        PyTorch, so that a change of it acts at once; the velocity of Sutskever et al. holds it
        already. The first velocity is the whole gradient, whatever the dampening.

    Source:
        Robbins and Monro, "A Stochastic Approximation Method", Annals of Mathematical Statistics
        22, 1951; Sutskever, Martens, Dahl and Hinton, "On the Importance of Initialization and
        Momentum in Deep Learning", ICML 2013; PyTorch 2.13 documentation, `torch.optim.SGD`.
    """
    numbers = {"lr": lr, "momentum": momentum, "weight_decay": weight_decay}
    check_step(param, grad, state, param.shape, **numbers)
    _check_options(momentum, dampening, nesterov)
    slope = -grad if maximize else grad  # (*)
    if weight_decay:
        slope = slope + weight_decay * param  # (*)
    velocity = slope  # (*)
    if momentum and state is not None:
        velocity = momentum * state + (1 - dampening) * slope  # (*)
    step = slope + momentum * velocity if nesterov else velocity  # (*)
    return param - lr * step, np.array(velocity)


def _check_options(momentum, dampening, nesterov):
    if dampening and not momentum:
        raise ValueError(
            f"dampening: wanted 0 without momentum, where it does nothing, got {dampening}"
        )
    if nesterov and (dampening or not momentum):
        raise ValueError(
            "nesterov: wanted a momentum and no dampening, "
            f"got momentum={momentum} and dampening={dampening}"
        )


def check_step(param, grad, state, shape, **numbers):
    """Refuse a step that no optimizer makes: a negative number, another dtype, another shape."""
    for name, number in numbers.items():
        if not number >= 0:
            raise ValueError(f"{name}: wanted at least 0, got {number}")
    if param.dtype not in (np.float32, np.float64):
        raise TypeError(f"param: wanted float32 or float64, got {param.dtype}")
    shapes = {"grad": param.shape, "state": shape}
    for name, array in {"grad": grad, "state": state}.items():
        if array is None:
            continue
        if array.dtype != param.dtype:
            raise TypeError(
                f"{name}: wanted {param.dtype} as in param, got {array.dtype}"
            )
        if array.shape != shapes[name]:
            raise ValueError(f"{name}: wanted shape {shapes[name]}, got {array.shape}")
