"""Log-sum-exp from first principles, in the form that cannot overflow."""

import numpy as np

__all__ = ["logsumexp", "logsumexp_backward"]


def logsumexp(input, dim, keepdim=False):
    r"""Take the largest out before the exponential: $m + \log \sum_j e^{z_j - m}$.

    Args:
        input: (*) float. Scores, any shape.
        dim: int or tuple of ints. Axes that are summed over.
        keepdim: bool. Keep the summed axes with length 1.

    Returns:
        (*) float without the axes `dim`. Between the largest score and that plus the logarithm of
        the number of scores.

    Raises:
        TypeError: If `input` is neither float32 nor float64, or `dim` holds no ints.
        IndexError: If an axis is out of range.

    Note:
        Every exponent is at most 0 and one of them is 0, so the sum lies between 1 and its number
        of terms: no overflow, and no logarithm of 0. An infinite maximum cannot be subtracted from
        itself; 0 takes its place, and scores that are all minus infinity, or none, give it back.

    Source:
        Blanchard, D. J. Higham and N. J. Higham, "Accurately computing the log-sum-exp and softmax
        functions", IMA Journal of Numerical Analysis 41, 2021;
        PyTorch 2.13 documentation, `torch.logsumexp`.
    """
    axes = _axes(input, dim)
    top = input.max(axis=axes, keepdims=True, initial=-np.inf)  # (*, 1, *)
    top = np.where(np.isinf(top), 0, top)  # (*, 1, *)
    power = np.exp(input - top)  # (*)
    # Only along a contiguous last axis does NumPy add float32 without losing digits.
    last = axes == (input.ndim - 1,) and power.flags.c_contiguous
    total = power.sum(axis=axes, keepdims=True, dtype=None if last else np.float64)
    with np.errstate(divide="ignore"):  # log 0 = -inf is the answer for no probability
        answer = np.log(total).astype(input.dtype, copy=False) + top  # (*, 1, *)
    return answer if keepdim else answer.squeeze(axes)


def logsumexp_backward(grad_output, input, dim, keepdim=False):
    r"""Spread the gradient by softmax: $\partial \, \mathrm{lse} / \partial z_i = p_i$.

    Args:
        grad_output: (*) float, shaped as the output. Gradient of the loss in it.
        input: (*) float. Scores of the forward pass.
        dim: int or tuple of ints. As in the forward pass.
        keepdim: bool. As in the forward pass.

    Returns:
        (*) float. Gradient of the loss in `input`.

    Note:
        Where all scores are minus infinity the gradient is NaN, as in PyTorch: the answer is minus
        infinity whatever a single score does, and no direction is the right one.
    """
    total = logsumexp(input, dim, keepdim=True)  # (*, 1, *)
    grad = np.asarray(grad_output, input.dtype)  # (*)
    wanted = total.shape if keepdim else total.squeeze(_axes(input, dim)).shape
    if grad.shape != wanted:
        raise ValueError(f"grad_output: wanted shape {wanted}, got {grad.shape}")
    return np.reshape(grad, total.shape) * np.exp(input - total)  # (*)


def _axes(input, dim):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    dims = dim if isinstance(dim, tuple) else (dim,)
    count = max(input.ndim, 1)  # a single number counts as one axis, as in PyTorch
    for axis in dims:
        if not isinstance(axis, int | np.integer):
            raise TypeError(f"dim: wanted an int or a tuple of ints, got {dim!r}")
        if not -count <= axis < count:
            raise IndexError(
                f"dim: wanted an int from {-count} to {count - 1}, got {axis}"
            )
    return tuple(axis % count for axis in dims) if input.ndim else ()
