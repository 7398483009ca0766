"""Log-sigmoid from first principles, in the form that stays finite."""

import numpy as np

__all__ = ["logsigmoid", "logsigmoid_backward"]


def logsigmoid(input):
    r"""Take a log-probability from a score: $\log \sigma(z) = -\log(1 + e^{-z})$.

    Args:
        input: (*) float. Scores, any shape.

    Returns:
        (*) float. Log-probabilities in $(-\infty, 0]$, nats.

    Raises:
        TypeError: If `input` is neither float32 nor float64.

    Note:
        `np.log(sigmoid(z))` is minus infinity once the sigmoid underflows, at -746. Written as
        $\min(z, 0) - \log(1 + e^{-|z|})$ it is close to $z$ there, as it should be.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 3.10;
        PyTorch 2.13 documentation, `torch.nn.functional.logsigmoid`.
    """
    _check(input)
    result = np.minimum(input, 0)  # (*)
    result -= np.log1p(np.exp(-np.abs(input)))
    return result


def logsigmoid_backward(grad_output, input):
    r"""Multiply by the slope $1 - \sigma(z) = \sigma(-z)$.

    Args:
        grad_output: (*) float. Gradient of the loss in the log-probabilities.
        input: (*) float. Scores of the forward pass.

    Returns:
        (*) float. Gradient of the loss in `input`.

    Raises:
        ValueError: If `grad_output` does not have the shape of `input`.

    Note:
        Smooth: there is no kink. The slope tends to 1 on the left, so a score that is badly wrong
        keeps its full gradient.
    """
    _check(input)
    grad_output = _like(input, "grad_output", grad_output)  # (*)
    small = np.exp(-np.abs(input))  # (*)
    slope = np.maximum(small, input < 0)  # (*), 1 for negative scores, small for others
    small += 1
    slope /= small
    slope *= grad_output
    return slope


def _check(input):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")


def _like(input, name, array):
    if np.shape(array) != input.shape:
        raise ValueError(f"{name}: wanted shape {input.shape}, got {np.shape(array)}")
    return np.asarray(array, input.dtype)  # (*)
