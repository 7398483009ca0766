"""One step of an LSTM, and its gradient along the cell and through the gates."""

import numpy as np

from worked.activations.sigmoid.with_numpy import sigmoid
from worked.sequence.rnn_cell.with_numpy import bias_gradient, check_cell

__all__ = ["lstm_cell", "lstm_cell_backward"]


def lstm_cell(input, hx, cx, weight_ih, weight_hh, bias_ih, bias_hh):
    r"""Keep a share of the memory, add to it, and show a share: $c' = f \odot c + i \odot g$.

    With $i, f, o = \sigma(\cdot)$ and $g = \tanh(\cdot)$, each of its own rows of
    $W_{ih} x + b_{ih} + W_{hh} h + b_{hh}$: $\;h' = o \odot \tanh(c')$.

    Args:
        input: (N, D) float. Inputs $x$ of one step, one sequence a row.
        hx: (N, H) float. Hidden states $h$ before the step.
        cx: (N, H) float. Cell states $c$ before the step: the memory.
        weight_ih: (4H, D) float. Weights of the input, rows of $i$, $f$, $g$, $o$ in this order.
        weight_hh: (4H, H) float. Weights of the hidden state, in the same order.
        bias_ih: (4H,) float. Bias of the input.
        bias_hh: (4H,) float. Bias of the hidden state; only the sum of both counts.

    Returns:
        (N, H) float and (N, H) float. Hidden and cell states after the step.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If a shape does not fit.

    Note:
        With the gates held fixed, $\partial c' / \partial c = \operatorname{diag}(f)$: no weight
        and no slope of a squashing function stands on the path from cell to cell. The cell of
        1997 had no forget gate; Gers et al. added it.

    Source:
        PyTorch 2.13 documentation, `torch.nn.LSTMCell`; Hochreiter and Schmidhuber, "Long
        Short-Term Memory", *Neural Computation* 9, 1997, abstract; Gers, Schmidhuber and Cummins,
        "Learning to Forget", *Neural Computation* 12, 2000, abstract.
    """
    check_cell(
        input, {"hx": hx, "cx": cx}, weight_ih, weight_hh, bias_ih, bias_hh, gates=4
    )
    i, f, g, o = _gates(input, hx, weight_ih, weight_hh, bias_ih, bias_hh)
    cell = f * cx + i * g  # (N, H)
    return o * np.tanh(cell), cell


def lstm_cell_backward(
    grad_output, input, hx, cx, weight_ih, weight_hh, bias_ih, bias_hh
):
    r"""Add what comes from the hidden state to what comes along the cell, and send it both ways.

    Args:
        grad_output: (N, H) float, twice. Gradients with respect to the hidden and cell states.
        input: (N, D) float. As in the forward pass.
        hx: (N, H) float. As in the forward pass.
        cx: (N, H) float. As in the forward pass.
        weight_ih: (4H, D) float. As in the forward pass.
        weight_hh: (4H, H) float. As in the forward pass.
        bias_ih: (4H,) float. As in the forward pass.
        bias_hh: (4H,) float. As in the forward pass.

    Returns:
        Seven arrays shaped as `input`, `hx`, `cx`, `weight_ih`, `weight_hh`, `bias_ih` and
        `bias_hh`.

    Raises:
        ValueError: If `grad_output` is not two arrays shaped as the states.
    """
    check_cell(
        input, {"hx": hx, "cx": cx}, weight_ih, weight_hh, bias_ih, bias_hh, gates=4
    )
    wanted = (2, *hx.shape)
    if np.shape(grad_output) != wanted:
        raise ValueError(
            f"grad_output: wanted shape {wanted}, got {np.shape(grad_output)}"
        )
    grad_h, grad_c = np.asarray(grad_output, input.dtype)  # (N, H) each
    i, f, g, o = _gates(input, hx, weight_ih, weight_hh, bias_ih, bias_hh)
    tanh = np.tanh(f * cx + i * g)  # (N, H)
    grad_c = grad_c + grad_h * o * (1 - tanh**2)  # (N, H), both ways into the cell
    slopes = (
        grad_c * g * i * (1 - i),  # (N, H), input gate
        grad_c * cx * f * (1 - f),  # (N, H), forget gate
        grad_c * i * (1 - g**2),  # (N, H), candidate
        grad_h * tanh * o * (1 - o),  # (N, H), output gate
    )
    delta = np.concatenate(slopes, axis=1)  # (N, 4H)
    grad_bias = bias_gradient(delta)  # (4H,)
    return (
        delta @ weight_ih,  # (N, D)
        delta @ weight_hh,  # (N, H)
        grad_c * f,  # (N, H), along the cell
        delta.T @ input,  # (4H, D)
        delta.T @ hx,  # (4H, H)
        grad_bias,
        grad_bias.copy(),
    )


def _gates(input, hx, weight_ih, weight_hh, bias_ih, bias_hh):
    z = input @ weight_ih.T + bias_ih + hx @ weight_hh.T + bias_hh  # (N, 4H)
    i, f, g, o = np.split(z, 4, axis=1)  # (N, H) each
    return sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
