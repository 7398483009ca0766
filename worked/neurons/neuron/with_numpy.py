"""One unit from first principles: a weighted sum, a bias and an activation function."""

import numpy as np

from worked.activations.relu.with_numpy import relu, relu_backward
from worked.activations.sigmoid.with_numpy import sigmoid, sigmoid_backward
from worked.activations.tanh.with_numpy import tanh, tanh_backward

__all__ = ["neuron", "neuron_backward"]


def neuron(input, weight, bias, activation="sigmoid"):
    r"""Compute one output number: $a = f(z)$ with $z = w \cdot x + b$.

    Args:
        input: (*, D) float. Inputs $x$; any leading axes, or none.
        weight: (D,) float. One weight for each input.
        bias: () float. Offset $b$, added to the weighted sum.
        activation: str. The function $f$: `"identity"`, `"relu"`, `"sigmoid"` or `"tanh"`.

    Returns:
        (*) float. Output $a$, one number for each example: in $(0, 1)$ for the sigmoid, in
        $(-1, 1)$ for tanh, in $[0, \infty)$ for ReLU.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If shapes do not fit, or the activation is not one of these.

    Note:
        Where $f$ is the identity, the output is the pre-activation; so it is in the output layer of
        a regression, and where a loss wants logits.

    Source:
        Ng et al., UFLDL tutorial, "Neural Networks" (weighted sum z, activation a = f(z));
        PyTorch documentation, `torch.nn.functional.linear`.
    """
    _check(input, weight, bias, activation)
    pre = input @ weight + bias  # (*)
    return ACTIVATIONS[activation][0](pre)  # (*)


def neuron_backward(grad_output, input, weight, bias, activation="sigmoid"):
    r"""Multiply by the slope, then by what stood beside each factor: $\delta = f'(z) \, g$.

    Args:
        grad_output: (*) float. Gradient $g$ of the loss with respect to the output.
        input: (*, D) float. As in the forward pass.
        weight: (D,) float. As in the forward pass.
        bias: () float. As in the forward pass.
        activation: str. As in the forward pass.

    Returns:
        Arrays shaped as `input`, `weight` and `bias`: $\delta w$ for each example, and
        $\sum \delta x$ and $\sum \delta$ over the examples.

    Note:
        $\delta$ is the gradient with respect to the pre-activation. ReLU's slope at 0 is 0, as in
        PyTorch.
    """
    _check(input, weight, bias, activation)
    pre = np.asarray(input @ weight + bias)  # (*)
    delta = ACTIVATIONS[activation][1](grad_output, pre)  # (*)
    examples = input.reshape(delta.size, len(weight))  # (N, D)
    total = delta.sum(dtype=np.float64).astype(input.dtype)  # ()
    return delta[..., None] * weight, delta.reshape(-1) @ examples, total


def _identity(input):
    return input  # (*)


def _identity_backward(grad_output, input):
    grad = np.asarray(grad_output, input.dtype)  # (*)
    if grad.shape != input.shape:
        raise ValueError(f"grad_output: wanted shape {input.shape}, got {grad.shape}")
    return grad


# Each function with its backward pass.
ACTIVATIONS = {
    "identity": (_identity, _identity_backward),
    "relu": (relu, relu_backward),
    "sigmoid": (sigmoid, sigmoid_backward),
    "tanh": (tanh, tanh_backward),
}


def _check(input, weight, bias, activation):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    for name, array in (("weight", weight), ("bias", bias)):
        if array.dtype != input.dtype:
            raise TypeError(
                f"{name}: wanted {input.dtype} as in input, got {array.dtype}"
            )
    if input.ndim < 1:
        raise ValueError(f"input: wanted shape (*, D), got {input.shape}")
    if weight.shape != input.shape[-1:]:
        raise ValueError(f"weight: wanted shape {input.shape[-1:]}, got {weight.shape}")
    if bias.shape != ():
        raise ValueError(f"bias: wanted shape (), got {bias.shape}")
    if activation not in ACTIVATIONS:
        raise ValueError(
            f"activation: wanted one of {list(ACTIVATIONS)}, got {activation!r}"
        )
