"""One step of a GRU, and its gradient."""

import numpy as np

from worked.activations.sigmoid.with_numpy import sigmoid
from worked.sequence.rnn_cell.with_numpy import bias_gradient, check_cell

__all__ = ["gru_cell", "gru_cell_backward"]


def gru_cell(input, hx, weight_ih, weight_hh, bias_ih, bias_hh):
    r"""Mix the state with a candidate: $h' = z \odot h + (1 - z) \odot n$.

    With $r, z = \sigma(\cdot)$ of their own rows of $W_{ih} x + b_{ih} + W_{hh} h + b_{hh}$, and
    $n = \tanh(W_{in} x + b_{in} + r \odot (W_{hn} h + b_{hn}))$.

    Args:
        input: (N, D) float. Inputs $x$ of one step, one sequence a row.
        hx: (N, H) float. States $h$ before the step.
        weight_ih: (3H, D) float. Weights of the input, rows of $r$, $z$, $n$ in this order.
        weight_hh: (3H, H) float. Weights of the state, in the same order.
        bias_ih: (3H,) float. Bias of the input.
        bias_hh: (3H,) float. Bias of the state; in the rows of $n$ the reset gate multiplies it.

    Returns:
        (N, H) float. States after the step.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If a shape does not fit.

    Note:
        The reset gate stands outside the product with the state, as in PyTorch; other texts apply
        it to the state before the product. In PyTorch $z$ near 1 keeps the state; other texts swap
        $z$ and $1 - z$.

    Source:
        PyTorch 2.13 documentation, `torch.nn.GRUCell`; Zhang, Lipton, Li and Smola, *Dive into
        Deep Learning*, "Gated Recurrent Units (GRU)", after Cho et al., EMNLP 2014.
    """
    check_cell(input, {"hx": hx}, weight_ih, weight_hh, bias_ih, bias_hh, gates=3)
    _, z, n, _ = _gates(input, hx, weight_ih, weight_hh, bias_ih, bias_hh)
    return n + z * (hx - n)  # (N, H)


def gru_cell_backward(grad_output, input, hx, weight_ih, weight_hh, bias_ih, bias_hh):
    r"""Send the share $z$ straight back to the state, and the rest through candidate and gates.

    Args:
        grad_output: (N, H) float. Gradient of the loss with respect to the states after the step.
        input: (N, D) float. As in the forward pass.
        hx: (N, H) float. As in the forward pass.
        weight_ih: (3H, D) float. As in the forward pass.
        weight_hh: (3H, H) float. As in the forward pass.
        bias_ih: (3H,) float. As in the forward pass.
        bias_hh: (3H,) float. As in the forward pass.

    Returns:
        Six arrays shaped as `input`, `hx`, `weight_ih`, `weight_hh`, `bias_ih` and `bias_hh`.

    Raises:
        ValueError: If `grad_output` does not have the shape of the states.
    """
    check_cell(input, {"hx": hx}, weight_ih, weight_hh, bias_ih, bias_hh, gates=3)
    grad = np.asarray(grad_output, input.dtype)  # (N, H)
    if grad.shape != hx.shape:
        raise ValueError(f"grad_output: wanted shape {hx.shape}, got {grad.shape}")
    r, z, n, recalled = _gates(input, hx, weight_ih, weight_hh, bias_ih, bias_hh)
    grad_n = grad * (1 - z) * (1 - n**2)  # (N, H), at the candidate's pre-activation
    grad_z = grad * (hx - n) * z * (1 - z)  # (N, H)
    grad_r = grad_n * recalled * r * (1 - r)  # (N, H)
    delta_i = np.concatenate((grad_r, grad_z, grad_n), axis=1)  # (N, 3H)
    delta_h = np.concatenate((grad_r, grad_z, grad_n * r), axis=1)  # (N, 3H)
    return (
        delta_i @ weight_ih,  # (N, D)
        grad * z + delta_h @ weight_hh,  # (N, H)
        delta_i.T @ input,  # (3H, D)
        delta_h.T @ hx,  # (3H, H)
        bias_gradient(delta_i),  # (3H,)
        bias_gradient(delta_h),  # (3H,)
    )


def _gates(input, hx, weight_ih, weight_hh, bias_ih, bias_hh):
    from_input = np.split(input @ weight_ih.T + bias_ih, 3, axis=1)  # (N, H), three
    from_state = np.split(hx @ weight_hh.T + bias_hh, 3, axis=1)  # (N, H), three
    r, z = (sigmoid(from_input[k] + from_state[k]) for k in (0, 1))  # (N, H) each
    return r, z, np.tanh(from_input[2] + r * from_state[2]), from_state[2]
