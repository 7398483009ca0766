"""Softmax from first principles, in the form that cannot overflow."""

import numpy as np

__all__ = ["softmax", "softmax_backward"]


def softmax(input, dim):
    r"""Turn scores into probabilities: $p_i = e^{z_i} / \sum_j e^{z_j}$.

    Args:
        input: (*) float. Scores (logits), any shape.
        dim: int. Axis along which the probabilities sum to one.

    Returns:
        (*) float. Probabilities in $[0, 1]$.

    Raises:
        TypeError: If `input` is neither float32 nor float64, or `dim` no int.
        IndexError: If there is no such axis.

    Note:
        Softmax does not change when a constant is added to all scores, so the maximum is taken off
        first: every exponent is then at most 0 and nothing overflows.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 4.1;
        PyTorch 2.13 documentation, `torch.nn.functional.softmax`.
    """
    _check(input, dim)
    maximum = input.max(axis=dim, keepdims=True, initial=-np.inf)  # (*, 1, *)
    shifted = np.asarray(input - maximum)  # (*)
    weights = np.exp(shifted, out=shifted)  # (*)
    weights /= _sum(weights, dim)
    return weights


def softmax_backward(grad_output, input, dim, output=None):
    r"""Multiply by the Jacobian $\operatorname{diag}(p) - p p^\top$ without building it.

    Args:
        grad_output: (*) float. Gradient of the loss in the probabilities.
        input: (*) float. Scores of the forward pass.
        dim: int. Axis of the forward pass.
        output: (*) float. Probabilities of the forward pass, if one has them.

    Returns:
        (*) float. Gradient of the loss in `input`; it sums to zero along `dim`.

    Raises:
        ValueError: If `grad_output` or `output` does not have the shape of `input`.

    Note:
        Autograd keeps the probabilities, one array of the size of `input`, and not the scores. In
        an attention layer that is one number for each pair of positions and each head, which
        FlashAttention saves by computing them again, as is done here without `output`.
    """
    _check(input, dim)
    grad_output = _like(input, "grad_output", grad_output)  # (*)
    prob = softmax(input, dim) if output is None else _like(input, "output", output)
    mean = _sum(grad_output * prob, dim)  # (*, 1, *)
    grad = np.asarray(grad_output - mean)  # (*)
    grad *= prob
    return grad


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
