"""The Jacobian of a plain network, multiplied together layer by layer."""

import numpy as np

from worked.activations.relu.with_numpy import relu, relu_backward
from worked.activations.sigmoid.with_numpy import sigmoid, sigmoid_backward
from worked.activations.tanh.with_numpy import tanh, tanh_backward

__all__ = ["jacobian_product"]


def jacobian_product(input, weight, activation="tanh"):
    r"""Multiply the Jacobians of the layers: $J = \prod_l \operatorname{diag}(f'(z_l)) W_l$.

    The last layer stands on the left: $h_l = f(W_l h_{l-1})$, and what the loss sends back is
    multiplied from the right, $g_0^\top = g_L^\top J$.

    Args:
        input: (D,) float. One example $h_0$; the slopes depend on it.
        weight: (L, D, D) float. One matrix (out, in) a layer; there are no biases.
        activation: `"sigmoid"`, `"tanh"` or `"relu"`, behind every layer.

    Returns:
        (D, D) float. Row i, column j: derivative of output i with respect to input j. Its largest
        singular value bounds how much a gradient can grow on its way back.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If a shape does not fit or the activation is another one.

    Note:
        To look at, not to train with: a backward pass multiplies a vector by the layers one after
        the other, D times cheaper. Without layers it is the identity.

    Source:
        Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks",
        ICML 2013, section 2; PyTorch 2.13 documentation, `torch.func.jacrev`.
    """
    function, backward = _check(input, weight, activation)
    hidden, total = input, np.eye(len(input), dtype=input.dtype)  # (D,), (D, D)
    for matrix in weight:
        z = matrix @ hidden  # (D,)
        slope = backward(np.ones_like(z), z)  # (D,)
        total = slope[:, None] * (matrix @ total)  # (D, D)
        hidden = function(z)  # (D,)
    return total


def _check(input, weight, activation):
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
    if weight.dtype != input.dtype:
        raise TypeError(f"weight: wanted {input.dtype} as in input, got {weight.dtype}")
    if input.ndim != 1:
        raise ValueError(f"input: wanted shape (D,), got {input.shape}")
    wanted = (len(weight), len(input), len(input))
    if weight.shape != wanted:
        raise ValueError(f"weight: wanted shape {wanted}, got {weight.shape}")
    return functions[activation]
