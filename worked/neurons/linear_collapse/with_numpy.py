"""The one affine layer that computes what two in a row compute."""

import numpy as np

__all__ = ["linear_collapse", "linear_collapse_backward"]


def linear_collapse(weight1, bias1, weight2, bias2):
    r"""Multiply the weights and carry the first bias along: $W_2 W_1$ and $W_2 b_1 + b_2$.

    $$
    W_2 (W_1 x + b_1) + b_2 = (W_2 W_1)\, x + (W_2 b_1 + b_2)
    $$

    Args:
        weight1: (H, D) float. Weights $W_1$ of the first layer, (out, in).
        bias1: (H,) float. Biases $b_1$ of the first layer.
        weight2: (O, H) float. Weights $W_2$ of the second layer.
        bias2: (O,) float. Biases $b_2$ of the second layer.

    Returns:
        (O, D) float and (O,) float. Weights and biases of the layer that replaces both.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If shapes do not fit.

    Note:
        The result is a layer again, so any number of layers collapse one after the other. A hidden
        layer narrower than both sides is left as a bound on the rank of the weights; otherwise two
        layers compute no other functions than one. Gradient descent moves two differently.

    Source:
        Zhang, Lipton, Li and Smola, *Dive into Deep Learning*, section 5.1, "From Linear to
        Nonlinear".
    """
    _check(weight1, bias1, weight2, bias2)
    return weight2 @ weight1, weight2 @ bias1 + bias2


def linear_collapse_backward(grad_output, weight1, bias1, weight2, bias2):
    r"""Send the gradients of the one layer back to the two, each through the other's weights.

    Args:
        grad_output: (O, D) float and (O,) float. Gradients with respect to the collapsed weights
            $G$ and biases $g$.
        weight1: (H, D) float. As in the forward pass.
        bias1: (H,) float. As in the forward pass.
        weight2: (O, H) float. As in the forward pass.
        bias2: (O,) float. As in the forward pass.

    Returns:
        Four arrays shaped as `weight1`, `bias1`, `weight2` and `bias2`.

    Raises:
        ValueError: If `grad_output` is not two arrays shaped as the result.

    Note:
        $\partial L / \partial W_1 = W_2^T G$ and $\partial L / \partial W_2 = G W_1^T + g b_1^T$:
        each factor scales the other's gradient, so that two factors near zero hardly move.
    """
    _check(weight1, bias1, weight2, bias2)
    wanted = (len(weight2), weight1.shape[1]), (len(weight2),)
    got = tuple(np.shape(part) for part in grad_output)
    if got != wanted:
        raise ValueError(f"grad_output: wanted shapes {wanted}, got {got}")
    grad_weight, grad_bias = (np.asarray(part, weight1.dtype) for part in grad_output)
    return (
        weight2.T @ grad_weight,  # (H, D)
        weight2.T @ grad_bias,  # (H,)
        grad_weight @ weight1.T + np.outer(grad_bias, bias1),  # (O, H)
        grad_bias.copy(),  # (O,)
    )


def _check(weight1, bias1, weight2, bias2):
    named = {"weight1": weight1, "bias1": bias1, "weight2": weight2, "bias2": bias2}
    for name, array in named.items():
        if array.dtype not in (np.float32, np.float64):
            raise TypeError(f"{name}: wanted float32 or float64, got {array.dtype}")
        if array.dtype != weight1.dtype:
            raise TypeError(
                f"{name}: wanted {weight1.dtype} as in weight1, got {array.dtype}"
            )
    if weight1.ndim != 2:
        raise ValueError(f"weight1: wanted shape (H, D), got {weight1.shape}")
    hidden = len(weight1)
    if weight2.ndim != 2 or weight2.shape[1] != hidden:
        raise ValueError(f"weight2: wanted shape (O, {hidden}), got {weight2.shape}")
    for name, bias, size in (("bias1", bias1, hidden), ("bias2", bias2, len(weight2))):
        if bias.shape != (size,):
            raise ValueError(f"{name}: wanted shape ({size},), got {bias.shape}")
