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
        TypeError: If `input` is neither float32 nor float64, or `dim` no int.
        IndexError: If there is no such axis.

    Note:
        `np.log(softmax(z))` is minus infinity once a probability underflows; here the logarithm
        is taken of a sum that is at least 1, whatever the scores.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 4.1;
        PyTorch 2.13 documentation, `torch.nn.functional.log_softmax`.
    """
    _check(input, dim)
    maximum = input.max(axis=dim, keepdims=True, initial=-np.inf)  # (*, 1, *)
    shifted = np.asarray(input - maximum)  # (*)
    shifted -= np.log(_sum(np.exp(shifted), dim))
    return shifted


def log_softmax_backward(grad_output, input, dim, output=None):
    r"""Subtract from each gradient its class's share of the sum: $g_i - p_i \sum_j g_j$.

    Args:
        grad_output: (*) float. Gradient of the loss in the log-probabilities.
        input: (*) float. Scores of the forward pass.
        dim: int. Axis of the forward pass.
        output: (*) float. Log-probabilities of the forward pass, if one has them.

    Returns:
        (*) float. Gradient of the loss in `input`.

    Raises:
        ValueError: If `grad_output` or `output` does not have the shape of `input`.

    Note:
        Autograd keeps the log-probabilities, one array of the size of `input`, and not the scores;
        one exponential makes them probabilities again. A language model has one such array of
        tokens times vocabulary.
    """
    _check(input, dim)
    grad_output = _like(input, "grad_output", grad_output)  # (*)
    log_prob = (
        log_softmax(input, dim) if output is None else _like(input, "output", output)
    )
    prob = np.asarray(np.exp(log_prob))  # (*)
    prob *= _sum(grad_output, dim)
    return np.subtract(grad_output, prob, out=prob)  # (*)


def _sum(array, dim):
    # NumPy adds pairwise along the last axis alone; in float32 other long sums would lose digits.
    pairwise = array.flags.c_contiguous and dim in (-1, array.ndim - 1)
    dtype = array.dtype if pairwise else np.float64
    total = np.sum(array, axis=dim, keepdims=True, dtype=dtype)  # (*, 1, *)
    return total.astype(array.dtype)


def _check(input, dim):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if not isinstance(dim, int | np.integer):
        raise TypeError(f"dim: wanted an int, got {dim!r}")
    axes = max(input.ndim, 1)  # a single number counts as an axis of length one
    if not -axes <= dim < axes:
        raise IndexError(f"dim: wanted an int from {-axes} to {axes - 1}, got {dim}")


def _like(input, name, array):
    if np.shape(array) != input.shape:
        raise ValueError(f"{name}: wanted shape {input.shape}, got {np.shape(array)}")
    return np.asarray(array, input.dtype)  # (*)
