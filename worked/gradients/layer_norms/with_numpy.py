"""How large the gradient still is in front of each layer of a plain network."""

import numpy as np

from worked.activations.relu.with_numpy import relu, relu_backward
from worked.activations.sigmoid.with_numpy import sigmoid, sigmoid_backward
from worked.activations.tanh.with_numpy import tanh, tanh_backward

__all__ = ["layer_norms"]


def layer_norms(input, weight, grad_output, activation="tanh"):
    r"""Run a plain network back and measure its gradients, layer by layer.

    With $h_l = f(W_l h_{l-1})$ and $g_l = \partial L / \partial h_l$:
    $\;\delta_l = g_l \odot f'(z_l)$, $\;g_{l-1} = W_l^\top \delta_l$,
    $\;\partial L / \partial W_l = \delta_l h_{l-1}^\top$.

    Args:
        input: (N, D) float. Examples $h_0$.
        weight: (L, D, D) float. One matrix (out, in) a layer; there are no biases.
        grad_output: (N, D) float. Gradient $g_L$ of the loss with respect to the last activations.
        activation: `"sigmoid"`, `"tanh"` or `"relu"`, behind every layer.

    Returns:
        (L + 1,) float and (L,) float. Euclidean norms over the batch: of the gradients with
        respect to $h_0, \dots, h_L$, and of those with respect to $W_1, \dots, W_L$; unit of the
        loss per unit of what it is differentiated by.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If a shape does not fit or the activation is another one.

    Note:
        The ratio of two neighbors in the first result is one layer's factor: slope and weights
        together. Squares are added in float64, because in float32 that of 1e20 is infinite and
        that of 1e-23 is zero.

    Source:
        Zhang, Lipton, Li and Smola, *Dive into Deep Learning*, "Numerical Stability and
        Initialization", section "Vanishing and Exploding Gradients".
    """
    function, backward = _check(input, weight, grad_output, activation)
    pre, post = [], [input]
    for matrix in weight:
        pre.append(post[-1] @ matrix.T)  # (N, D)
        post.append(function(pre[-1]))  # (N, D)
    arriving = grad_output  # (N, D)
    norms, weight_norms = [_norm(arriving)], []
    for matrix, z, below in zip(weight[::-1], pre[::-1], post[-2::-1], strict=True):
        delta = backward(arriving, z)  # (N, D)
        weight_norms.append(_norm(delta.T @ below))
        arriving = delta @ matrix  # (N, D)
        norms.append(_norm(arriving))
    return (
        np.array(norms[::-1], input.dtype),  # (L + 1,)
        np.array(weight_norms[::-1], input.dtype),  # (L,)
    )


def _norm(array):
    return np.sqrt(np.square(array, dtype=np.float64).sum())  # ()


def _check(input, weight, grad_output, activation):
    functions = {
        "sigmoid": (sigmoid, sigmoid_backward),
        "tanh": (tanh, tanh_backward),
        "relu": (relu, relu_backward),
    }
    if activation not in functions:
        raise ValueError(
            f"activation: wanted one of {list(functions)}, got {activation!r}"
        )
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if input.ndim != 2:
        raise ValueError(f"input: wanted shape (N, D), got {input.shape}")
    units = input.shape[1]
    shapes = {"weight": (len(weight), units, units), "grad_output": input.shape}
    for name, array in (("weight", weight), ("grad_output", grad_output)):
        if array.dtype != input.dtype:
            raise TypeError(
                f"{name}: wanted {input.dtype} as in input, got {array.dtype}"
            )
        if array.shape != shapes[name]:
            raise ValueError(f"{name}: wanted shape {shapes[name]}, got {array.shape}")
    return functions[activation]
