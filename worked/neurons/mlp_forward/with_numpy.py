"""Forward propagation from first principles: one loop, for any number of layers."""

from itertools import pairwise

import numpy as np

from worked.neurons.neuron.with_numpy import ACTIVATIONS

__all__ = ["mlp_forward", "mlp_forward_backward"]


def mlp_forward(input, params, sizes, activation="relu", output="identity"):
    r"""Repeat $A_l = f(A_{l-1} W_l^T + b_l)$ from the input, $A_0 = X$, to the last layer.

    Args:
        input: (N, D) float. One example a row.
        params: (P,) float. All weights and biases end to end: of each layer the weights (out, in),
            row by row, then the biases (out,).
        sizes: Tuple of int. Units of each layer, the D inputs first: (2, 3, 1) has 13 parameters.
        activation: str. Function of the hidden layers: `"identity"`, `"relu"`, `"sigmoid"` or
            `"tanh"`.
        output: str. Function of the last layer, one of the same.

    Returns:
        (N, C) float. What the last layer gives out: scores, probabilities or values.

    Raises:
        TypeError: If an array is neither float32 nor float64, or the two differ.
        ValueError: If shapes do not fit the sizes, or a function is not one of these.

    Note:
        One vector for all parameters is what optimizers and `torch.nn.utils.parameters_to_vector`
        see; its order is the same there. With sizes (D, H, K, C) and tanh it is `autograd/mlp`,
        which writes the three layers out.

    Source:
        Zhang et al., *Dive into Deep Learning*, chapter on multilayer perceptrons, "Forward
        Propagation" (there without biases); PyTorch 2.13 documentation, `torch.nn.Sequential`.
    """
    _check(input, params, sizes, activation, output)
    here = input  # (N, D)
    for weight, bias, name in _layers(params, sizes, activation, output):
        here = ACTIVATIONS[name][0](here @ weight.T + bias)  # (N, out)
    return here  # (N, C)


def mlp_forward_backward(
    grad_output, input, params, sizes, activation="relu", output="identity"
):
    r"""Keep what each layer received, then carry the delta back through all of them.

    Args:
        grad_output: (N, C) float. Gradient of the loss with respect to the result.
        input: (N, D) float. As in the forward pass.
        params: (P,) float. As in the forward pass.
        sizes: Tuple of int. As in the forward pass.
        activation: str. As in the forward pass.
        output: str. As in the forward pass.

    Returns:
        (N, D) and (P,) float: gradients of the loss with respect to `input` and `params`.

    Note:
        A layer needs its input for the gradient of its weights, and its pre-activation for the
        slope: these are the values that a forward pass in training keeps.
    """
    _check(input, params, sizes, activation, output)
    layers, kept, here = _layers(params, sizes, activation, output), [], input
    for weight, bias, name in layers:
        pre = here @ weight.T + bias  # (N, out)
        kept.append((here, pre))
        here = ACTIVATIONS[name][0](pre)  # (N, out)

    grad, grads = grad_output, []
    for (weight, _, name), (received, pre) in zip(
        reversed(layers), reversed(kept), strict=True
    ):
        delta = ACTIVATIONS[name][1](grad, pre)  # (N, out), through the activation
        # NumPy adds rows one by one, and a million in float32 lose three digits: so in float64.
        total = delta.sum(0, dtype=np.float64).astype(delta.dtype)  # (out,)
        grads = [(delta.T @ received).ravel(), total, *grads]  # as in params
        grad = delta @ weight  # (N, in)
    return grad, np.concatenate(grads)  # (N, D), (P,)


def _layers(params, sizes, activation, output):
    # Cut the vector into (weight, bias, name of the function), layer by layer.
    layers, start = [], 0
    for number, (fan_in, fan_out) in enumerate(pairwise(sizes), 1):
        stop = start + fan_in * fan_out
        weight = params[start:stop].reshape(fan_out, fan_in)  # (out, in)
        start = stop + fan_out
        name = output if number == len(sizes) - 1 else activation
        layers.append((weight, params[stop:start], name))
    return layers


def _check(input, params, sizes, activation, output):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if params.dtype != input.dtype:
        raise TypeError(f"params: wanted {input.dtype} as in input, got {params.dtype}")
    if len(sizes) < 2:
        raise ValueError(f"sizes: wanted inputs and one layer or more, got {sizes}")
    if input.ndim != 2 or input.shape[1] != sizes[0]:
        raise ValueError(f"input: wanted shape (N, {sizes[0]}), got {input.shape}")
    count = sum((fan_in + 1) * fan_out for fan_in, fan_out in pairwise(sizes))
    if params.shape != (count,):
        raise ValueError(f"params: wanted shape ({count},), got {params.shape}")
    for name, value in (("activation", activation), ("output", output)):
        if value not in ACTIVATIONS:
            raise ValueError(
                f"{name}: wanted one of {list(ACTIVATIONS)}, got {value!r}"
            )
