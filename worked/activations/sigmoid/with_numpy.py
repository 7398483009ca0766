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
        TypeError: If `input` is not floating.

    Note:
        The formula as printed overflows for large negative scores. Both forms,
        $1 / (1 + e^{-z})$ and $e^z / (1 + e^z)$, are written with $e^{-|z|}$, which is at most 1.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 3.10;
        PyTorch 2.13 documentation, `torch.sigmoid`.
    """
    if not np.issubdtype(input.dtype, np.floating):
        raise TypeError(f"input: wanted a floating dtype, got {input.dtype}")
    small = np.exp(-np.abs(input))  # (*)
    top = np.maximum(small, input >= 0)  # (*), 1 for scores from 0, small below
    return top / (1 + small)  # (*)


def sigmoid_backward(grad_output, input):
    r"""Multiply by the slope $\sigma (1 - \sigma)$, which never exceeds one quarter.

    Args:
        grad_output: (*) float. Gradient of the loss in the probabilities.
        input: (*) float. Scores of the forward pass.

    Returns:
        (*) float. Gradient of the loss in `input`.

    Note:
        Smooth: there is no kink. Written with $e^{-|z|}$ the slope keeps its digits in both tails,
        where $1 - \sigma$ would have lost them.
    """
    small = np.exp(-np.abs(input))  # (*)
    return grad_output * (small / (1 + small) ** 2)  # (*)
