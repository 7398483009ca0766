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
        TypeError: If `input` is not floating.

    Note:
        `np.log(sigmoid(z))` is minus infinity once the sigmoid underflows, at -746. Written as
        $\min(z, 0) - \log(1 + e^{-|z|})$ it is close to $z$ there, as it should be.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 3.10;
        PyTorch 2.13 documentation, `torch.nn.functional.logsigmoid`.
    """
    if not np.issubdtype(input.dtype, np.floating):
        raise TypeError(f"input: wanted a floating dtype, got {input.dtype}")
    return np.minimum(input, 0) - np.log1p(np.exp(-np.abs(input)))  # (*)


def logsigmoid_backward(grad_output, input):
    r"""Multiply by the slope $1 - \sigma(z) = \sigma(-z)$.

    Args:
        grad_output: (*) float. Gradient of the loss in the log-probabilities.
        input: (*) float. Scores of the forward pass.

    Returns:
        (*) float. Gradient of the loss in `input`.

    Note:
        Smooth: there is no kink. The slope tends to 1 on the left, so a score that is badly wrong
        keeps its full gradient.
    """
    small = np.exp(-np.abs(input))  # (*)
    top = np.maximum(small, input < 0)  # (*), 1 for negative scores, small for others
    return grad_output * (top / (1 + small))  # (*)
