"""Leaky ReLU from first principles."""

import numpy as np

__all__ = ["leaky_relu", "leaky_relu_backward"]


def leaky_relu(input, negative_slope=0.01):
    r"""Keep what is positive, scale down what is negative: $z$ or $a z$.

    Args:
        input: (*) float. Pre-activations, any shape.
        negative_slope: float. Slope $a$ for negative inputs, chosen beforehand.

    Returns:
        (*) float. Activations in $(-\infty, \infty)$.

    Raises:
        TypeError: If `input` is neither float32 nor float64.

    Note:
        Stable as it stands. A slope of 0 gives ReLU, a slope of 1 the identity.

    Source:
        Maas, Hannun and Ng, "Rectifier Nonlinearities Improve Neural Network Acoustic Models",
        ICML 2013 Workshop on Deep Learning for Audio, Speech and Language Processing, section 2;
        PyTorch 2.13 documentation, `torch.nn.functional.leaky_relu`.
    """
    _check(input)
    result = np.clip(input, -np.inf, 0)  # (*), np.minimum takes twice the time
    result *= negative_slope
    result += np.clip(input, 0, np.inf)
    return result


def leaky_relu_backward(grad_output, input, negative_slope=0.01):
    r"""Pass the upstream gradient where the input was positive, a share of it elsewhere.

    Args:
        grad_output: (*) float. Gradient of the loss in the activations.
        input: (*) float. Pre-activations of the forward pass.
        negative_slope: float. As in the forward pass.

    Returns:
        (*) float. Gradient of the loss in `input`.

    Raises:
        ValueError: If `grad_output` does not have the shape of `input`.

    Note:
        At the kink any slope from `negative_slope` to 1 is a subgradient; PyTorch takes
        `negative_slope`, and so do we.
    """
    _check(input)
    grad_output = _like(input, "grad_output", grad_output)  # (*)
    low = input.dtype.type(negative_slope)
    slope = (input > 0).astype(input.dtype)  # (*)
    slope *= 1 - low
    slope += low  # the negative slope or 1, exactly so for slopes from 0 to 2
    slope *= grad_output
    return slope


def _check(input):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")


def _like(input, name, array):
    if np.shape(array) != input.shape:
        raise ValueError(f"{name}: wanted shape {input.shape}, got {np.shape(array)}")
    return np.asarray(array, input.dtype)  # (*)
