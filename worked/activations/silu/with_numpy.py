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
        TypeError: If `input` is neither float32 nor float64.

    Note:
        Not monotone: left of its minimum it rises again, to zero from below. $e^{-z}$ may overflow
        to infinity here, and $z$ over infinity is 0, as it should be. With its backward pass it
        takes about twice as long as PyTorch: each operation is a pass over memory, where PyTorch
        has one pass for all.

    Source:
        Elfwing, Uchibe and Doya, "Sigmoid-weighted linear units for neural network function
        approximation in reinforcement learning", *Neural Networks* 107, 2018;
        PyTorch 2.13 documentation, `torch.nn.functional.silu`.
    """
    _check(input)
    below = _one_plus_exp(-input)  # (*)
    return np.divide(input, below, out=below)  # (*)


def silu_backward(grad_output, input):
    r"""Multiply by the slope $\sigma + z \, \sigma (1 - \sigma)$.

    Args:
        grad_output: (*) float. Gradient of the loss in the activations.
        input: (*) float. Pre-activations of the forward pass.

    Returns:
        (*) float. Gradient of the loss in `input`.

    Raises:
        ValueError: If `grad_output` does not have the shape of `input`.

    Note:
        Smooth: there is no kink. The slope is 1/2 at zero, 1.0998 at most (at 2.3994) and negative
        left of the minimum.
    """
    _check(input)
    grad_output = _like(input, "grad_output", grad_output)  # (*)
    gate = _sigmoid(input)  # (*)
    slope = 1 - gate  # (*)
    slope *= input
    slope += 1
    slope *= gate
    slope *= grad_output
    return slope


def swish(input, beta):
    r"""Make the steepness of the gate a parameter: $z \, \sigma(\beta z)$.

    Args:
        input: (*, C) float. Pre-activations.
        beta: () or (C,) float. Steepness, one for all units or one for each.

    Returns:
        (*, C) float. Activations.

    Raises:
        TypeError: If `input` is neither float32 nor float64, or `beta` has another dtype.
        ValueError: If `beta` has neither one element nor one per unit.

    Note:
        At `beta` 0 it is half the identity, at 1 SiLU, and it approaches ReLU as `beta` grows.

    Source:
        Ramachandran, Zoph and Le, "Searching for Activation Functions", arXiv:1710.05941, 2017.
    """
    _check_beta(input, beta)
    below = _one_plus_exp(-beta * input)  # (*, C)
    return np.divide(input, below, out=below)  # (*, C)


def swish_backward(grad_output, input, beta):
    r"""Give the input its slope, and the steepness $z^2 \sigma (1 - \sigma)$ summed over its users.

    Args:
        grad_output: (*, C) float. Gradient of the loss in the activations.
        input: (*, C) float. Pre-activations of the forward pass.
        beta: () or (C,) float. Steepness of the forward pass.

    Returns:
        Gradients in `input`, (*, C), and in `beta`, of its shape.

    Raises:
        ValueError: If `grad_output` does not have the shape of `input`.

    Note:
        The sum for the steepness is taken in float64: over a million inputs float32 loses three
        digits, because NumPy adds pairwise along the last axis alone.
    """
    _check_beta(input, beta)
    grad_output = _like(input, "grad_output", grad_output)  # (*, C)
    gate = _sigmoid(beta * input)  # (*, C)
    pull = grad_output * input * (gate * (1 - gate))  # (*, C)
    grad_input = grad_output * gate + beta * pull  # (*, C)
    shared = tuple(range(input.ndim - beta.ndim))
    grad_beta = np.sum(pull * input, axis=shared, dtype=np.float64)  # (C,)
    return grad_input, np.asarray(grad_beta, beta.dtype)


def _sigmoid(z):
    below = _one_plus_exp(-z)  # (*)
    return np.divide(1, below, out=below)  # (*)


def _one_plus_exp(z):
    z = np.asarray(z)  # (*), a new array of the caller's, which becomes the result
    with np.errstate(over="ignore"):  # divided by infinity is 0, as it should be
        np.exp(z, out=z)
    z += 1
    return z


def _check(input):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")


def _check_beta(input, beta):
    _check(input)
    if beta.dtype != input.dtype:
        raise TypeError(f"beta: wanted {input.dtype}, as `input`, got {beta.dtype}")
    if beta.shape not in ((), input.shape[-1:]):
        raise ValueError(
            f"beta: wanted shape () or {input.shape[-1:]}, got {beta.shape}"
        )


def _like(input, name, array):
    if np.shape(array) != input.shape:
        raise ValueError(f"{name}: wanted shape {input.shape}, got {np.shape(array)}")
    return np.asarray(array, input.dtype)  # (*)
