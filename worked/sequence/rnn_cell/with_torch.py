"""One step of a plain recurrent network as it is written at work."""

import torch
from torch.func import functional_call

__all__ = ["rnn_cell"]


def rnn_cell(input, hx, weight_ih, weight_hh, bias_ih, bias_hh, nonlinearity="tanh"):
    """Call the library's cell, which lives in a module, with these parameters.

    At work the module keeps its own parameters: `cell = nn.RNNCell(inputs, units)`, and
    `h = cell(x, h)` for each step.

    Args:
        input: (N, D) floating tensor. Inputs of one step.
        hx: (N, H) tensor. States before the step.
        weight_ih: (H, D) tensor, (out, in).
        weight_hh: (H, H) tensor.
        bias_ih: (H,) tensor.
        bias_hh: (H,) tensor.
        nonlinearity: `"tanh"` or `"relu"`.

    Returns:
        (N, H) tensor. States after the step.
    """
    cell = torch.nn.RNNCell(
        input.shape[-1], hx.shape[-1], nonlinearity=nonlinearity, device="meta"
    )
    params = {
        "weight_ih": weight_ih,
        "weight_hh": weight_hh,
        "bias_ih": bias_ih,
        "bias_hh": bias_hh,
    }
    return functional_call(cell, params, (input, hx))  # (N, H)
