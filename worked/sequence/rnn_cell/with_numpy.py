"""One step of a plain recurrent network, and its gradient."""

import numpy as np

from worked.activations.relu.with_numpy import relu, relu_backward
from worked.activations.tanh.with_numpy import tanh_backward

__all__ = ["rnn_cell", "rnn_cell_backward"]


def rnn_cell(input, hx, weight_ih, weight_hh, bias_ih, bias_hh, nonlinearity="tanh"):
    r"""Mix the input with the state before: $h' = f(W_{ih} x + b_{ih} + W_{hh} h + b_{hh})$.

    Args:
        input: (N, D) float. Inputs $x$ of one step, one sequence a row.
        hx: (N, H) float. States $h$ before the step.
        weight_ih: (H, D) float. Weights (out, in) of the input.
        weight_hh: (H, H) float. Weights (out, in) of the state: the recurrent matrix.
        bias_ih: (H,) float. Bias of the input.
        bias_hh: (H,) float. Bias of the state; only the sum of both counts.
        nonlinearity: `"tanh"` or `"relu"`.

    Returns:
        (N, H) float. States after the step.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If a shape does not fit or the nonlinearity is another one.

    Note:
        The Jacobian of a step is $\operatorname{diag}(f') W_{hh}$, and each step uses the same
        matrix: over many steps its powers decide whether a gradient vanishes or explodes.

    Source:
        PyTorch 2.13 documentation, `torch.nn.RNNCell`, which calls it Elman's; Zhang, Lipton, Li
        and Smola, *Dive into Deep Learning*, "Recurrent Neural Networks".
    """
    _check_nonlinearity(nonlinearity)
    check_cell(input, {"hx": hx}, weight_ih, weight_hh, bias_ih, bias_hh)
    z = input @ weight_ih.T + bias_ih + hx @ weight_hh.T + bias_hh  # (N, H)
    return np.tanh(z) if nonlinearity == "tanh" else relu(z)


def rnn_cell_backward(
    grad_output, input, hx, weight_ih, weight_hh, bias_ih, bias_hh, nonlinearity="tanh"
):
    r"""Multiply by the slope, then by the weights: $\delta = g \odot f'(z)$.

    Args:
        grad_output: (N, H) float. Gradient of the loss with respect to the states after the step.
        input: (N, D) float. As in the forward pass.
        hx: (N, H) float. As in the forward pass.
        weight_ih: (H, D) float. As in the forward pass.
        weight_hh: (H, H) float. As in the forward pass.
        bias_ih: (H,) float. As in the forward pass.
        bias_hh: (H,) float. As in the forward pass.
        nonlinearity: str. As in the forward pass.

    Returns:
        Six arrays shaped as `input`, `hx`, `weight_ih`, `weight_hh`, `bias_ih` and `bias_hh`.

    Raises:
        ValueError: If `grad_output` does not have the shape of the states.
    """
    _check_nonlinearity(nonlinearity)
    check_cell(input, {"hx": hx}, weight_ih, weight_hh, bias_ih, bias_hh)
    grad = np.asarray(grad_output, input.dtype)  # (N, H)
    if grad.shape != hx.shape:
        raise ValueError(f"grad_output: wanted shape {hx.shape}, got {grad.shape}")
    z = input @ weight_ih.T + bias_ih + hx @ weight_hh.T + bias_hh  # (N, H)
    backward = relu_backward if nonlinearity == "relu" else tanh_backward
    delta = backward(grad, z)  # (N, H)
    grad_bias = bias_gradient(delta)  # (H,)
    return (
        delta @ weight_ih,  # (N, D)
        delta @ weight_hh,  # (N, H)
        delta.T @ input,  # (H, D)
        delta.T @ hx,  # (H, H)
        grad_bias,
        grad_bias.copy(),
    )


def _check_nonlinearity(nonlinearity):
    if nonlinearity not in ("tanh", "relu"):
        raise ValueError(f"nonlinearity: wanted 'tanh' or 'relu', got {nonlinearity!r}")


def bias_gradient(delta):
    # NumPy adds rows one by one, and a million in float32 lose three digits: so in float64.
    return delta.sum(0, dtype=np.float64).astype(delta.dtype)  # (rows,)


def check_cell(input, states, weight_ih, weight_hh, bias_ih, bias_hh, gates=1):
    # `gates` blocks of rows stand in each weight: 3 in a GRU, 4 in an LSTM.
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if input.ndim != 2 or weight_hh.ndim != 2:
        name, array = ("input", input) if input.ndim != 2 else ("weight_hh", weight_hh)
        raise ValueError(f"{name}: wanted two axes, got shape {array.shape}")
    batch, inputs, units = len(input), input.shape[1], weight_hh.shape[1]
    rows = gates * units
    wanted = {name: (state, (batch, units)) for name, state in states.items()}
    wanted |= {"weight_ih": (weight_ih, (rows, inputs))}
    wanted |= {"weight_hh": (weight_hh, (rows, units))}
    wanted |= {"bias_ih": (bias_ih, (rows,)), "bias_hh": (bias_hh, (rows,))}
    for name, (array, shape) in wanted.items():
        if array.dtype != input.dtype:
            raise TypeError(
                f"{name}: wanted {input.dtype} as in input, got {array.dtype}"
            )
        if array.shape != shape:
            raise ValueError(f"{name}: wanted shape {shape}, got {array.shape}")
