"""The logistic sigmoid from first principles, in the form that cannot overflow."""

import numpy as np

__all__ = ["sigmoid", "sigmoid_backward"]


def sigmoid(input):
    r"""Squash a score into $(0, 1)$: $\sigma(z) = 1 / (1 + e^{-z})$.

    Args:
        input: (*) float. Scores (pre-activations), any shape.

    Returns:
        (*) float. Probabilities in $[0, 1]$; the ends are reached only by rounding.

    Raises:
        TypeError: If `input` is neither float32 nor float64.

    Note:
        The formula as printed overflows for large negative scores. Both forms,
        $1 / (1 + e^{-z})$ and $e^z / (1 + e^z)$, are written with $e^{-|z|}$, which is at most 1.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 3.10;
        PyTorch 2.13 documentation, `torch.sigmoid`.
    """
    _check(input)
    small = np.exp(-np.abs(input))  # (*)
    top = np.maximum(small, input >= 0)  # (*), 1 for scores from 0, small below
    small += 1
    top /= small
    return top


def sigmoid_backward(grad_output, input, output=None):
    r"""Multiply by the slope $\sigma (1 - \sigma)$, which never exceeds one quarter.

    Args:
        grad_output: (*) float. Gradient of the loss in the probabilities.
        input: (*) float. Scores of the forward pass.
        output: (*) float. Probabilities of the forward pass, if one has them.

    Returns:
        (*) float. Gradient of the loss in `input`.

    Raises:
        ValueError: If `grad_output` or `output` does not have the shape of `input`.

    Note:
        Smooth: there is no kink. Autograd keeps the probabilities, one array of the size of
        `input`, and not the scores: no exponential is taken twice. The price is that
        $1 - \sigma$ loses its digits on the right, so that the slope is 0 from 37 on, in float32
        from 17 on. Without `output` it is written with $e^{-|z|}$ and keeps them in both tails.
    """
    _check(input)
    grad_output = _like(input, "grad_output", grad_output)  # (*)
    if output is None:
        small = np.exp(-np.abs(input))  # (*)
        slope = small / (1 + small) ** 2  # (*)
    else:
        output = _like(input, "output", output)  # (*)
        slope = 1 - output  # (*)
        slope *= output
    slope *= grad_output
    return slope


def _check(input):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")


def _like(input, name, array):
    if np.shape(array) != input.shape:
        raise ValueError(f"{name}: wanted shape {input.shape}, got {np.shape(array)}")
    return np.asarray(array, input.dtype)  # (*)
