"""Log-softmax from first principles, in the form that stays finite."""

import numpy as np

__all__ = ["log_softmax", "log_softmax_backward"]


def log_softmax(input, dim):
    r"""Take log-probabilities from scores: $z_i - \log \sum_j e^{z_j}$.

    Args:
        input: (*) float. Scores (logits), any shape.
        dim: int. Axis along which the probabilities sum to one.

    Returns:
        (*) float. Log-probabilities in $(-\infty, 0]$, nats.

    Raises:
        TypeError: If `input` is not floating.

    Note:
        `np.log(softmax(z))` is minus infinity once a probability underflows; here the logarithm
        is taken of a sum that is at least 1, whatever the scores.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 4.1;
        PyTorch 2.13 documentation, `torch.nn.functional.log_softmax`.
    """
    if not np.issubdtype(input.dtype, np.floating):
        raise TypeError(f"input: wanted a floating dtype, got {input.dtype}")
    shifted = input - input.max(axis=dim, keepdims=True, initial=-np.inf)  # (*)
    shifted -= np.log(np.exp(shifted).sum(axis=dim, keepdims=True))
    return shifted


def log_softmax_backward(grad_output, input, dim):
    r"""Subtract from each gradient its class's share of the sum: $g_i - p_i \sum_j g_j$.

    Args:
        grad_output: (*) float. Gradient of the loss in the log-probabilities.
        input: (*) float. Scores of the forward pass.
        dim: int. Axis of the forward pass.

    Returns:
        (*) float. Gradient of the loss in `input`.
    """
    prob = np.exp(log_softmax(input, dim))  # (*)
    prob *= grad_output.sum(axis=dim, keepdims=True)
    return np.subtract(grad_output, prob, out=prob)  # (*)
