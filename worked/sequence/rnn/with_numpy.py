"""A plain recurrent network over a sequence, and backpropagation through time by hand."""

import numpy as np

__all__ = ["rnn", "rnn_backward"]


def rnn(
    input,
    h_0,
    weight_ih_l0,
    weight_hh_l0,
    bias_ih_l0,
    bias_hh_l0,
    nonlinearity="tanh",
):
    r"""Repeat one cell: $h_t = f(W_{ih} x_t + b_{ih} + W_{hh} h_{t-1} + b_{hh})$.

    Args:
        input: (T, N, D) float. Step first, then sequence, then feature.
        h_0: (1, N, H) float. States before the first step.
        weight_ih_l0: (H, D) float. Weights (out, in) of the input.
        weight_hh_l0: (H, H) float. Weights (out, in) of the state.
        bias_ih_l0: (H,) float. Bias of the input.
        bias_hh_l0: (H,) float. Bias of the state.
        nonlinearity: `"tanh"` or `"relu"`.

    Returns:
        (T, N, H) float and (1, N, H) float. The state after each step, and that after the last.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If a shape does not fit, there is no step, or the nonlinearity is another one.

    Note:
        One layer, one direction, and the layout of `batch_first=False`. The products with the
        inputs do not wait for each other, so they are one product for all steps; those with the
        state have to be made one after the other.

    Source:
        PyTorch 2.13 documentation, `torch.nn.RNN`; Zhang, Lipton, Li and Smola, *Dive into Deep
        Learning*, "Backpropagation Through Time".
    """
    _check_nonlinearity(nonlinearity)
    check_sequence(
        input, {"h_0": h_0}, weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0
    )
    output = input @ weight_ih_l0.T + (bias_ih_l0 + bias_hh_l0)  # (T, N, H)
    state = h_0[0]  # (N, H)
    for step in output:  # each a view, completed in place
        step += state @ weight_hh_l0.T
        state = _apply(step, nonlinearity)
    return output, output[-1:].copy()


def rnn_backward(
    grad_output,
    input,
    h_0,
    weight_ih_l0,
    weight_hh_l0,
    bias_ih_l0,
    bias_hh_l0,
    nonlinearity="tanh",
):
    r"""Go back through time: $\delta_t = (g_t + W_{hh}^\top \delta_{t+1}) \odot f'(z_t)$.

    Args:
        grad_output: (T, N, H) float and (1, N, H) float. Gradients with respect to both results.
        input: (T, N, D) float. As in the forward pass.
        h_0: (1, N, H) float. As in the forward pass.
        weight_ih_l0: (H, D) float. As in the forward pass.
        weight_hh_l0: (H, H) float. As in the forward pass.
        bias_ih_l0: (H,) float. As in the forward pass.
        bias_hh_l0: (H,) float. As in the forward pass.
        nonlinearity: str. As in the forward pass.

    Returns:
        Six arrays shaped as `input`, `h_0`, `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0` and
        `bias_hh_l0`.

    Raises:
        ValueError: If `grad_output` is not one array for each result, of its shape.

    Note:
        The steps share their weights, so the gradient of a weight is the sum over all steps.
    """
    args = (input, h_0, weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0)
    output, last = rnn(*args, nonlinearity)  # (T, N, H), (1, N, H)
    grads, grad_last = upstream_gradients(
        grad_output, input.dtype, output.shape, last.shape
    )
    before = np.concatenate((h_0, output[:-1]))  # (T, N, H), the state before each step
    deltas = np.empty_like(output)  # (T, N, H)
    arriving = grad_last[0]  # (N, H)
    for t in reversed(range(len(output))):
        # f' from the result: 1 - h^2 for tanh; ReLU is open where its result is not 0.
        slope = 1 - output[t] ** 2 if nonlinearity == "tanh" else output[t] != 0
        deltas[t] = (grads[t] + arriving) * slope
        arriving = deltas[t] @ weight_hh_l0  # (N, H)
    grad_bias = bias_gradient(deltas)  # (H,)
    return (
        deltas @ weight_ih_l0,  # (T, N, D)
        arriving[None],  # (1, N, H)
        weight_gradient(deltas, input),  # (H, D)
        weight_gradient(deltas, before),  # (H, H)
        grad_bias,
        grad_bias.copy(),
    )


def _apply(z, nonlinearity):
    return np.tanh(z, out=z) if nonlinearity == "tanh" else np.maximum(z, 0, out=z)


def _check_nonlinearity(nonlinearity):
    if nonlinearity not in ("tanh", "relu"):
        raise ValueError(f"nonlinearity: wanted 'tanh' or 'relu', got {nonlinearity!r}")


def check_sequence(input, states, weight_ih, weight_hh, bias_ih, bias_hh, gates=1):
    # `gates` blocks of rows stand in each weight: 3 in a GRU, 4 in an LSTM.
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    for name, array, axes in (("input", input, 3), ("weight_hh_l0", weight_hh, 2)):
        if array.ndim != axes:
            raise ValueError(f"{name}: wanted {axes} axes, got shape {array.shape}")
    if len(input) == 0:
        raise ValueError(f"input: wanted one step or more, got shape {input.shape}")
    units = weight_hh.shape[1]
    rows, inputs = gates * units, input.shape[2]
    wanted = {
        name: (state, (1, input.shape[1], units)) for name, state in states.items()
    }
    wanted |= {"weight_ih_l0": (weight_ih, (rows, inputs))}
    wanted |= {"weight_hh_l0": (weight_hh, (rows, units))}
    wanted |= {"bias_ih_l0": (bias_ih, (rows,)), "bias_hh_l0": (bias_hh, (rows,))}
    for name, (array, shape) in wanted.items():
        if array.dtype != input.dtype:
            raise TypeError(
                f"{name}: wanted {input.dtype} as in input, got {array.dtype}"
            )
        if array.shape != shape:
            raise ValueError(f"{name}: wanted shape {shape}, got {array.shape}")


def upstream_gradients(grad_output, dtype, *shapes):
    # One upstream gradient for each result, each of its shape.
    if len(grad_output) != len(shapes):
        raise ValueError(
            f"grad_output: wanted {len(shapes)} arrays, got {len(grad_output)}"
        )
    grads = [np.asarray(grad, dtype) for grad in grad_output]
    for grad, shape in zip(grads, shapes, strict=True):
        if grad.shape != shape:
            raise ValueError(f"grad_output: wanted shape {shape}, got {grad.shape}")
    return grads


def weight_gradient(deltas, right):
    # A weight's gradient: the sum over all steps and sequences, in one product.
    flat = deltas.reshape(-1, deltas.shape[-1])  # (T N, rows)
    return flat.T @ right.reshape(len(flat), right.shape[-1])  # (rows, columns)


def bias_gradient(deltas):
    # NumPy adds rows one by one, and a million in float32 lose three digits: so in float64.
    return deltas.sum((0, 1), dtype=np.float64).astype(deltas.dtype)  # (rows,)
