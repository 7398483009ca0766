"""A residual block of two dense layers, and the two paths of its gradient."""

import numpy as np

from worked.activations.relu.with_numpy import relu, relu_backward

__all__ = ["residual_block", "residual_block_backward"]


def residual_block(input, weight1, bias1, weight2, bias2):
    r"""Add a correction to the input: $y = x + F(x)$, $F(x) = W_2 \max(0, W_1 x + b_1) + b_2$.

    Args:
        input: (N, D) float. One example a row.
        weight1: (H, D) float. Weights (out, in) into the branch.
        bias1: (H,) float. Biases of the branch's hidden units.
        weight2: (D, H) float. Weights out of the branch; as wide as the input, or there is no sum.
        bias2: (D,) float. Biases of the branch's outputs.

    Returns:
        (N, D) float. Input plus branch.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If a shape does not fit.

    Note:
        Nothing follows the sum, as in a pre-activation block; the first ResNet has a ReLU behind
        it, and batch normalization inside the branch. With the branch's last layer at zero the
        block is the identity, forward and backward.

    Source:
        He, Zhang, Ren and Sun, "Identity Mappings in Deep Residual Networks", ECCV 2016, sections
        1 and 2, which also describes the first ResNet.
    """
    _check(input, weight1, bias1, weight2, bias2)
    hidden = relu(input @ weight1.T + bias1)  # (N, H)
    return input + hidden @ weight2.T + bias2  # (N, D)


def residual_block_backward(grad_output, input, weight1, bias1, weight2, bias2):
    r"""Add up both paths: $J^\top g = g + F'(x)^\top g$, because $J = I + F'(x)$.

    Args:
        grad_output: (N, D) float. Gradient of the loss with respect to the sum.
        input: (N, D) float. Examples of the forward pass.
        weight1: (H, D) float. As in the forward pass.
        bias1: (H,) float. As in the forward pass.
        weight2: (D, H) float. As in the forward pass.
        bias2: (D,) float. As in the forward pass.

    Returns:
        Five arrays shaped as `input`, `weight1`, `bias1`, `weight2` and `bias2`.

    Raises:
        ValueError: If `grad_output` does not have the shape of `input`.

    Note:
        The slope of ReLU at 0 is taken as 0, as in PyTorch.
    """
    _check(input, weight1, bias1, weight2, bias2)
    grad = np.asarray(grad_output, input.dtype)  # (N, D)
    if grad.shape != input.shape:
        raise ValueError(f"grad_output: wanted shape {input.shape}, got {grad.shape}")
    pre = input @ weight1.T + bias1  # (N, H)
    delta = relu_backward(grad @ weight2, pre)  # (N, H)
    return (
        grad + delta @ weight1,  # (N, D), past the branch and through it
        delta.T @ input,  # (H, D)
        _sum_of_rows(delta),  # (H,)
        grad.T @ relu(pre),  # (D, H)
        _sum_of_rows(grad),  # (D,)
    )


def _sum_of_rows(delta):
    # NumPy adds rows one by one, and a million in float32 lose three digits: so in float64.
    return delta.sum(0, dtype=np.float64).astype(delta.dtype)  # (out,)


def _check(input, weight1, bias1, weight2, bias2):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if input.ndim != 2:
        raise ValueError(f"input: wanted shape (N, D), got {input.shape}")
    units, hidden = input.shape[1], len(weight1)
    wanted = (("weight1", weight1, (hidden, units)), ("bias1", bias1, (hidden,)))
    wanted += (("weight2", weight2, (units, hidden)), ("bias2", bias2, (units,)))
    for name, array, shape in wanted:
        if array.dtype != input.dtype:
            raise TypeError(
                f"{name}: wanted {input.dtype} as in input, got {array.dtype}"
            )
        if array.shape != shape:
            raise ValueError(f"{name}: wanted shape {shape}, got {array.shape}")
