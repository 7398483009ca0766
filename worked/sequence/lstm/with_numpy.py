"""An LSTM over a sequence, and backpropagation through time by hand."""

import numpy as np

from worked.activations.sigmoid.with_numpy import sigmoid
from worked.sequence.rnn.with_numpy import (
    bias_gradient,
    check_sequence,
    upstream_gradients,
    weight_gradient,
)

__all__ = ["lstm", "lstm_backward"]


def lstm(input, h_0, c_0, weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0):
    r"""Repeat one gated cell: $c_t = f_t \odot c_{t-1} + i_t \odot g_t$, $h_t = o_t \tanh(c_t)$.

    Args:
        input: (T, N, D) float. Step first, then sequence, then feature.
        h_0: (1, N, H) float. Hidden states before the first step.
        c_0: (1, N, H) float. Cell states before the first step.
        weight_ih_l0: (4H, D) float. Weights of the input, rows of $i$, $f$, $g$, $o$ in this order.
        weight_hh_l0: (4H, H) float. Weights of the hidden state, in the same order.
        bias_ih_l0: (4H,) float. Bias of the input.
        bias_hh_l0: (4H,) float. Bias of the hidden state.

    Returns:
        (T, N, H), (1, N, H) and (1, N, H) float. The hidden state after each step, and hidden and
        cell states after the last.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If a shape does not fit or there is no step.

    Note:
        One layer, one direction, and the layout of `batch_first=False`. PyTorch returns the last
        two as a pair.

    Source:
        PyTorch 2.13 documentation, `torch.nn.LSTM`; Gers, Schmidhuber and Cummins, "Learning to
        Forget", *Neural Computation* 12, 2000, abstract.
    """
    states = {"h_0": h_0, "c_0": c_0}
    check_sequence(
        input, states, weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, gates=4
    )
    bias = bias_ih_l0 + bias_hh_l0  # (4H,)
    _, cells, output = _run(input, h_0[0], c_0[0], weight_ih_l0, weight_hh_l0, bias)
    return output, output[-1:].copy(), cells[-1:].copy()


def lstm_backward(
    grad_output, input, h_0, c_0, weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0
):
    r"""Go back through time along the cell, $f_t \odot g_{c_t}$, and through the hidden states.

    Args:
        grad_output: (T, N, H), (1, N, H) and (1, N, H) float. Gradients with respect to the
            three results.
        input: (T, N, D) float. As in the forward pass.
        h_0: (1, N, H) float. As in the forward pass.
        c_0: (1, N, H) float. As in the forward pass.
        weight_ih_l0: (4H, D) float. As in the forward pass.
        weight_hh_l0: (4H, H) float. As in the forward pass.
        bias_ih_l0: (4H,) float. As in the forward pass.
        bias_hh_l0: (4H,) float. As in the forward pass.

    Returns:
        Seven arrays shaped as `input`, `h_0`, `c_0`, `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0`
        and `bias_hh_l0`.

    Raises:
        ValueError: If `grad_output` is not one array for each result, of its shape.

    Note:
        Two factors lead from a step to the one before: the forget gates, one number for each unit,
        and the recurrent weights, by way of the gates.
    """
    states = {"h_0": h_0, "c_0": c_0}
    check_sequence(
        input, states, weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, gates=4
    )
    bias = bias_ih_l0 + bias_hh_l0  # (4H,)
    gates, cells, output = _run(input, h_0[0], c_0[0], weight_ih_l0, weight_hh_l0, bias)
    grads, last_h, last_c = upstream_gradients(
        grad_output, input.dtype, output.shape, h_0.shape, c_0.shape
    )
    before = np.concatenate((h_0, output[:-1]))  # (T, N, H)
    deltas = np.empty_like(gates)  # (T, N, 4H)
    grad_h, grad_c = last_h[0], last_c[0]  # (N, H) each
    for t in reversed(range(len(output))):
        i, f, g, o = np.split(gates[t], 4, axis=1)  # (N, H) each
        tanh = np.tanh(cells[t + 1])  # (N, H)
        grad_h = grads[t] + grad_h  # (N, H)
        grad_c = grad_c + grad_h * o * (1 - tanh**2)  # (N, H)
        slopes = (
            grad_c * g * i * (1 - i),
            grad_c * cells[t] * f * (1 - f),
            grad_c * i * (1 - g**2),
            grad_h * tanh * o * (1 - o),
        )
        np.concatenate(slopes, axis=1, out=deltas[t])  # (N, 4H)
        grad_h = deltas[t] @ weight_hh_l0  # (N, H), through the gates
        grad_c = grad_c * f  # (N, H), along the cell
    grad_bias = bias_gradient(deltas)  # (4H,)
    return (
        deltas @ weight_ih_l0,  # (T, N, D)
        grad_h[None],  # (1, N, H)
        grad_c[None],  # (1, N, H)
        weight_gradient(deltas, input),  # (4H, D)
        weight_gradient(deltas, before),  # (4H, H)
        grad_bias,
        grad_bias.copy(),
    )


def _run(input, hidden, cell, weight_ih, weight_hh, bias):
    # Gates after their squashing, (T, N, 4H); cells with the first, (T + 1, N, H); (T, N, H).
    gates = input @ weight_ih.T + bias  # (T, N, 4H)
    steps, batch, units = len(input), len(hidden), hidden.shape[1]
    cells = np.empty((steps + 1, batch, units), input.dtype)  # (T + 1, N, H)
    output = np.empty((steps, batch, units), input.dtype)  # (T, N, H)
    cells[0] = cell
    for t in range(steps):
        z = gates[t] + hidden @ weight_hh.T  # (N, 4H)
        gates[t] = sigmoid(z)
        gates[t, :, 2 * units : 3 * units] = np.tanh(z[:, 2 * units : 3 * units])
        i, f, g, o = np.split(gates[t], 4, axis=1)  # (N, H) each
        cells[t + 1] = f * cells[t] + i * g
        hidden = output[t] = o * np.tanh(cells[t + 1])  # (N, H)
    return gates, cells, output
