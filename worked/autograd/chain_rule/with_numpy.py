"""The chain rule on one neuron: a loss of three steps, and its gradient as three factors."""

import numpy as np

__all__ = ["neuron_loss", "neuron_loss_backward"]


def neuron_loss(input, weight, bias, target):
    r"""Square what one sigmoid neuron misses: $L = (y - \sigma(w \cdot x + b))^2$.

    Args:
        input: (D,) float. Features x of one example.
        weight: (D,) float. Weights w.
        bias: () float. Bias b.
        target: () float. Wanted activation y.

    Returns:
        () float. Squared error.

    Raises:
        TypeError: If an array is neither float32 nor float64, or `weight` not as `input`.
        ValueError: If shapes do not fit.

    Source:
        Nielsen, *Neural Networks and Deep Learning*, 2015, chapter 3, the section on the
        cross-entropy cost, which studies this neuron with half of this loss.
    """
    _check(input, weight, bias, target)
    activation = _sigmoid(input @ weight + bias)  # ()
    return (target - activation) ** 2


def neuron_loss_backward(grad_output, input, weight, bias, target):
    r"""Multiply the three local derivatives that lie between the loss and a weight.

    $$
    \frac{\partial L}{\partial w}
    = \frac{\partial L}{\partial a} \frac{\partial a}{\partial z} \frac{\partial z}{\partial w}
    = -2 (y - a) \cdot a (1 - a) \cdot x
    $$

    Args:
        grad_output: () float. Gradient of the final loss in this one.
        input: (D,) float. Features of the forward pass.
        weight: (D,) float. As in the forward pass.
        bias: () float. As in the forward pass.
        target: () float. As in the forward pass.

    Returns:
        (D,), (D,), () and () float. Gradients in `input`, `weight`, `bias` and `target`.

    Note:
        z is the weighted sum and a the activation. The first two factors are common to the input,
        the weights and the bias: backpropagation computes them once.
    """
    _check(input, weight, bias, target)
    if np.shape(grad_output) != ():
        raise ValueError(f"grad_output: wanted shape (), got {np.shape(grad_output)}")
    activation = _sigmoid(input @ weight + bias)  # ()
    loss_by_activation = -2 * (target - activation)  # ()
    activation_by_sum = activation * (1 - activation)  # ()
    sum_by_weight = input  # (D,)
    sum_by_input = weight  # (D,)
    delta = grad_output * loss_by_activation * activation_by_sum  # (), dL/dz
    return (
        _as(input, delta * sum_by_input),  # (D,)
        _as(weight, delta * sum_by_weight),  # (D,)
        _as(bias, delta),  # (), the sum rises with the bias one to one
        _as(target, -grad_output * loss_by_activation),  # (), it enters with a minus
    )


def _as(value, grad):
    # A gradient has the dtype of what it is the gradient in, here that of a number: float64.
    return np.asarray(grad, getattr(value, "dtype", np.float64))


def _sigmoid(z):
    # Both exponents are at most 0, so that neither tail overflows.
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))  # ()


def _check(input, weight, bias, target):
    named = {"input": input, "weight": weight, "bias": bias, "target": target}
    for name, value in named.items():
        dtype = getattr(value, "dtype", np.float64)  # a Python number has none
        if dtype not in (np.float32, np.float64):
            raise TypeError(f"{name}: wanted float32 or float64, got {dtype}")
    if weight.dtype != input.dtype:
        raise TypeError(f"weight: wanted {input.dtype} as in input, got {weight.dtype}")
    if input.ndim != 1:
        raise ValueError(f"input: wanted shape (D,), got {input.shape}")
    if weight.shape != input.shape:
        raise ValueError(f"weight: wanted shape {input.shape}, got {weight.shape}")
    for name, value in (("bias", bias), ("target", target)):
        if np.shape(value) != ():
            raise ValueError(f"{name}: wanted shape (), got {np.shape(value)}")
