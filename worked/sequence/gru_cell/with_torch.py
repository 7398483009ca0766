"""One step of a GRU as it is written at work."""

import torch
from torch.func import functional_call

__all__ = ["gru_cell"]


def gru_cell(input, hx, weight_ih, weight_hh, bias_ih, bias_hh):
    """Call the library's cell, which lives in a module, with these parameters.

    At work the module keeps its own parameters: `cell = nn.GRUCell(inputs, units)`, and
    `h = cell(x, h)` for each step. Weights of another framework may not fit: Keras has this
    variant as `reset_after=True`.

    Args:
        input: (N, D) floating tensor. Inputs of one step.
        hx: (N, H) tensor. States before the step.
        weight_ih: (3H, D) tensor. Rows of reset gate, update gate, candidate.
        weight_hh: (3H, H) tensor.
        bias_ih: (3H,) tensor.
        bias_hh: (3H,) tensor.

    Returns:
        (N, H) tensor. States after the step.
    """
    cell = torch.nn.GRUCell(input.shape[-1], hx.shape[-1], device="meta")
    params = {
        "weight_ih": weight_ih,
        "weight_hh": weight_hh,
        "bias_ih": bias_ih,
        "bias_hh": bias_hh,
    }
    return functional_call(cell, params, (input, hx))  # (N, H)
