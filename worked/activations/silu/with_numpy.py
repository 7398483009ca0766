"""SiLU and Swish from first principles: an input that gates itself."""

import numpy as np

__all__ = ["silu", "silu_backward", "swish", "swish_backward"]


def silu(input):
    r"""Let the input through in the share that its own sigmoid gives: $z \, \sigma(z)$.

    Args:
        input: (*) float. Pre-activations, any shape.

    Returns:
        (*) float. Activations in $[-0.2785, \infty)$; the minimum lies at $z = -1.2785$.

    Raises:
        TypeError: If `input` is not floating.

    Note:
        Not monotone: left of its minimum it rises again, to zero from below. The gate is written
        with $e^{-|z|}$, so nothing overflows.

    Source:
        Elfwing, Uchibe and Doya, "Sigmoid-weighted linear units for neural network function
        approximation in reinforcement learning", *Neural Networks* 107, 2018;
        PyTorch 2.13 documentation, `torch.nn.functional.silu`.
    """
    if not np.issubdtype(input.dtype, np.floating):
        raise TypeError(f"input: wanted a floating dtype, got {input.dtype}")
    return input * _sigmoid(input)  # (*)


def silu_backward(grad_output, input):
    r"""Multiply by the slope $\sigma + z \, \sigma (1 - \sigma)$.

    Args:
        grad_output: (*) float. Gradient of the loss in the activations.
        input: (*) float. Pre-activations of the forward pass.

    Returns:
        (*) float. Gradient of the loss in `input`.

    Note:
        Smooth: there is no kink. The slope is 1/2 at zero, 1.0998 at most (at 2.3994) and negative
        left of the minimum.
    """
    gate = _sigmoid(input)  # (*)
    return grad_output * (gate * (1 + input * (1 - gate)))  # (*)


def swish(input, beta):
    r"""Make the steepness of the gate a parameter: $z \, \sigma(\beta z)$.

    Args:
        input: (*, C) float. Pre-activations.
        beta: () or (C,) float. Steepness, one for all units or one for each.

    Returns:
        (*, C) float. Activations.

    Raises:
        ValueError: If `beta` has neither one element nor one per unit.

    Note:
        At `beta` 0 it is half the identity, at 1 SiLU, and it approaches ReLU as `beta` grows.

    Source:
        Ramachandran, Zoph and Le, "Searching for Activation Functions", arXiv:1710.05941, 2017.
    """
    _check(input, beta)
    return input * _sigmoid(beta * input)  # (*, C)


def swish_backward(grad_output, input, beta):
    r"""Give the input its slope, and the steepness $z^2 \sigma (1 - \sigma)$ summed over its users.

    Args:
        grad_output: (*, C) float. Gradient of the loss in the activations.
        input: (*, C) float. Pre-activations of the forward pass.
        beta: () or (C,) float. Steepness of the forward pass.

    Returns:
        Gradients in `input`, (*, C), and in `beta`, of its shape.
    """
    _check(input, beta)
    gate = _sigmoid(beta * input)  # (*, C)
    pull = grad_output * input * (gate * (1 - gate))  # (*, C)
    grad_input = grad_output * gate + beta * pull  # (*, C)
    grad_beta = (pull * input).sum(axis=tuple(range(input.ndim - beta.ndim)))  # (C,)
    return grad_input, np.asarray(grad_beta)


def _sigmoid(z):
    small = np.exp(-np.abs(z))  # (*)
    return np.maximum(small, z >= 0) / (1 + small)  # (*), the top is 1 or small


def _check(input, beta):
    if beta.shape not in ((), input.shape[-1:]):
        raise ValueError(
            f"beta: wanted shape () or {input.shape[-1:]}, got {beta.shape}"
        )
