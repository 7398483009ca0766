"""A GRU over a sequence, and backpropagation through time by hand."""

import numpy as np

from worked.activations.sigmoid.with_numpy import sigmoid
from worked.sequence.rnn.with_numpy import (
    bias_gradient,
    check_sequence,
    upstream_gradients,
    weight_gradient,
)

__all__ = ["gru", "gru_backward"]


def gru(input, h_0, weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0):
    r"""Repeat one gated cell: $h_t = z_t \odot h_{t-1} + (1 - z_t) \odot n_t$.

    Args:
        input: (T, N, D) float. Step first, then sequence, then feature.
        h_0: (1, N, H) float. States before the first step.
        weight_ih_l0: (3H, D) float. Weights of the input, rows of $r$, $z$, $n$ in this order.
        weight_hh_l0: (3H, H) float. Weights of the state, in the same order.
        bias_ih_l0: (3H,) float. Bias of the input.
        bias_hh_l0: (3H,) float. Bias of the state; the reset gate multiplies its rows of $n$.

    Returns:
        (T, N, H) float and (1, N, H) float. The state after each step, and that after the last.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If a shape does not fit or there is no step.

    Note:
        One layer, one direction, and the layout of `batch_first=False`.

    Source:
        PyTorch 2.13 documentation, `torch.nn.GRU`; Zhang, Lipton, Li and Smola, *Dive into Deep
        Learning*, "Gated Recurrent Units (GRU)", after Cho et al., EMNLP 2014.
    """
    check_sequence(
        input, {"h_0": h_0}, weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, gates=3
    )
    params = (weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0)
    *_, output = _run(input, h_0[0], *params)
    return output, output[-1:].copy()


def gru_backward(
    grad_output, input, h_0, weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0
):
    r"""Go back through time: the share $z_t$ directly, the rest through candidate and gates.

    Args:
        grad_output: (T, N, H) float and (1, N, H) float. Gradients with respect to both results.
        input: (T, N, D) float. As in the forward pass.
        h_0: (1, N, H) float. As in the forward pass.
        weight_ih_l0: (3H, D) float. As in the forward pass.
        weight_hh_l0: (3H, H) float. As in the forward pass.
        bias_ih_l0: (3H,) float. As in the forward pass.
        bias_hh_l0: (3H,) float. As in the forward pass.

    Returns:
        Six arrays shaped as `input`, `h_0`, `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0` and
        `bias_hh_l0`.

    Raises:
        ValueError: If `grad_output` is not one array for each result, of its shape.

    Note:
        The two biases have different gradients here, because the reset gate multiplies the rows of
        $n$ in the second one alone.
    """
    check_sequence(
        input, {"h_0": h_0}, weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, gates=3
    )
    params = (weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0)
    gates, recalled, output = _run(input, h_0[0], *params)
    grads, last = upstream_gradients(grad_output, input.dtype, output.shape, h_0.shape)
    before = np.concatenate((h_0, output[:-1]))  # (T, N, H)
    deltas_i, deltas_h = np.empty_like(gates), np.empty_like(gates)  # (T, N, 3H) each
    grad = last[0]  # (N, H)
    for t in reversed(range(len(output))):
        r, z, n = np.split(gates[t], 3, axis=1)  # (N, H) each
        grad = grads[t] + grad  # (N, H)
        grad_n = grad * (1 - z) * (1 - n**2)  # (N, H)
        grad_z = grad * (before[t] - n) * z * (1 - z)  # (N, H)
        grad_r = grad_n * recalled[t] * r * (1 - r)  # (N, H)
        np.concatenate((grad_r, grad_z, grad_n), axis=1, out=deltas_i[t])  # (N, 3H)
        np.concatenate((grad_r, grad_z, grad_n * r), axis=1, out=deltas_h[t])
        grad = grad * z + deltas_h[t] @ weight_hh_l0  # (N, H)
    return (
        deltas_i @ weight_ih_l0,  # (T, N, D)
        grad[None],  # (1, N, H)
        weight_gradient(deltas_i, input),  # (3H, D)
        weight_gradient(deltas_h, before),  # (3H, H)
        bias_gradient(deltas_i),  # (3H,)
        bias_gradient(deltas_h),  # (3H,)
    )


def _run(input, state, weight_ih, weight_hh, bias_ih, bias_hh):
    # Gates after their squashing, (T, N, 3H); what the reset gate multiplies and states, (T, N, H).
    gates = input @ weight_ih.T + bias_ih  # (T, N, 3H)
    units = state.shape[1]
    recalled = np.empty((len(input), *state.shape), input.dtype)  # (T, N, H)
    output = np.empty_like(recalled)  # (T, N, H)
    for t, step in enumerate(gates):
        from_state = state @ weight_hh.T + bias_hh  # (N, 3H)
        recalled[t] = from_state[:, 2 * units :]
        step[:, : 2 * units] = sigmoid(
            step[:, : 2 * units] + from_state[:, : 2 * units]
        )
        r, z, n = np.split(step, 3, axis=1)  # (N, H) each, views
        n[...] = np.tanh(n + r * recalled[t])
        state = output[t] = n + z * (state - n)  # (N, H)
    return gates, recalled, output
