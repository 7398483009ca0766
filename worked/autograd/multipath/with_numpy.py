"""The multivariate chain rule on a small network: multiply along a path, add over the paths."""

import numpy as np

__all__ = ["multipath", "multipath_backward", "path_products"]


def multipath(input, weight1, weight2, weight3):
    r"""Compute a network in which each first-layer weight reaches the output by several paths.

    Two sigmoid layers without biases and a linear output, for one example.

    Args:
        input: (D,) float. One example.
        weight1: (H, D) float. `weight1[j, i]` leads from input i to unit j of the first layer.
        weight2: (K, H) float. `weight2[k, j]` leads from unit j to unit k of the second layer.
        weight3: (1, K) float. Weights into the output.

    Returns:
        (1,) float. Output.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If shapes do not fit.

    Note:
        Weights are (out, in), as `torch.nn.Linear` stores them. Notes that write $w_{ij}$ with the
        source first hold the transposed matrix.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 6.5.2: the chain rule with
        several intermediate variables adds over them.
    """
    _check(input, weight1, weight2, weight3)
    hidden1 = _sigmoid(weight1 @ input)  # (H,)
    hidden2 = _sigmoid(weight2 @ hidden1)  # (K,)
    return weight3 @ hidden2  # (1,)


def multipath_backward(grad_output, input, weight1, weight2, weight3):
    r"""Add, for each quantity, the products of the derivatives along all its paths.

    Args:
        grad_output: (1,) float. Gradient of the loss in the output.
        input: (D,) float. Example of the forward pass.
        weight1: (H, D) float. As in the forward pass.
        weight2: (K, H) float. As in the forward pass.
        weight3: (1, K) float. As in the forward pass.

    Returns:
        (D,), (H, D), (K, H) and (1, K) float. Gradients in the arguments.

    Note:
        A weight of the last layer lies on one path, one of the second layer on one as well, one of
        the first on K, and an input on H times K. Enumerating paths multiplies their number with
        every layer; backpropagation adds where paths meet and visits each edge once.
    """
    _check(input, weight1, weight2, weight3)
    hidden1 = _sigmoid(weight1 @ input)  # (H,)
    hidden2 = _sigmoid(weight2 @ hidden1)  # (K,)
    slope1 = hidden1 * (1 - hidden1)  # (H,)
    slope2 = hidden2 * (1 - hidden2)  # (K,)
    grad_output = np.asarray(grad_output, input.dtype)  # (1,)
    if grad_output.shape != (1,):
        raise ValueError(f"grad_output: wanted shape (1,), got {grad_output.shape}")
    after2 = grad_output * weight3[0] * slope2  # (K,), from unit k's sum to the loss
    paths = after2[:, None] * weight2 * slope1  # (K, H), from unit j's sum through k
    after1 = paths.sum(0)  # (H,), the paths meet in unit j
    return (
        weight1.T @ after1,  # (D,)
        np.outer(after1, input),  # (H, D)
        np.outer(after2, hidden1),  # (K, H)
        np.outer(grad_output, hidden2),  # (1, K)
    )


def path_products(input, weight1, weight2, weight3):
    r"""List the derivative of the output by the first weights path by path.

    Entry k, j, i is the path from `weight1[j, i]` through unit k of the second layer,
    $w^{(3)}_k \, \sigma'(z^{(2)}_k) \, w^{(2)}_{kj} \, \sigma'(z^{(1)}_j) \, x_i$.

    Args:
        input: (D,) float. One example.
        weight1: (H, D) float. As in `multipath`.
        weight2: (K, H) float. As in `multipath`.
        weight3: (1, K) float. As in `multipath`.

    Returns:
        (K, H, D) float. One product a path; the sum over the first axis is the derivative.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If shapes do not fit.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 6.5.2, applied twice.
    """
    _check(input, weight1, weight2, weight3)
    hidden1 = _sigmoid(weight1 @ input)  # (H,)
    hidden2 = _sigmoid(weight2 @ hidden1)  # (K,)
    slope1 = hidden1 * (1 - hidden1)  # (H,)
    slope2 = hidden2 * (1 - hidden2)  # (K,)
    to_output = (weight3[0] * slope2)[:, None] * weight2 * slope1  # (K, H)
    return to_output[:, :, None] * input  # (K, H, D)


def _sigmoid(z):
    # Both exponents are at most 0, so that neither tail overflows.
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))  # (*)


def _check(input, weight1, weight2, weight3):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if input.ndim != 1:
        raise ValueError(f"input: wanted shape (D,), got {input.shape}")
    fan_in = input.shape[0]
    for number, weight in enumerate((weight1, weight2, weight3), 1):
        if weight.ndim != 2 or weight.shape[1] != fan_in:
            raise ValueError(
                f"weight{number}: wanted shape (out, {fan_in}), got {weight.shape}"
            )
        if weight.dtype != input.dtype:
            raise TypeError(
                f"weight{number}: wanted {input.dtype} as in input, got {weight.dtype}"
            )
        fan_in = weight.shape[0]
    if fan_in != 1:
        raise ValueError(
            f"weight3: wanted one output, shape (1, {weight3.shape[1]}), "
            f"got {weight3.shape}"
        )
