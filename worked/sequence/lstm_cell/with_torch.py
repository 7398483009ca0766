"""One step of an LSTM as it is written at work."""

import torch
from torch.func import functional_call

__all__ = ["lstm_cell"]


def lstm_cell(input, hx, cx, weight_ih, weight_hh, bias_ih, bias_hh):
    """Call the library's cell, which lives in a module, with these parameters.

    At work the module keeps its own parameters: `cell = nn.LSTMCell(inputs, units)`, and
    `h, c = cell(x, (h, c))` for each step. Their first values are uniform and small, so the forget
    gate begins near one half; raise its quarter of `bias_ih` where memory has to be long.

    Args:
        input: (N, D) floating tensor. Inputs of one step.
        hx: (N, H) tensor. Hidden states before the step.
        cx: (N, H) tensor. Cell states before the step.
        weight_ih: (4H, D) tensor. Rows of input gate, forget gate, candidate, output gate.
        weight_hh: (4H, H) tensor.
        bias_ih: (4H,) tensor.
        bias_hh: (4H,) tensor.

    Returns:
        (N, H) tensor and (N, H) tensor. Hidden and cell states after the step.
    """
    cell = torch.nn.LSTMCell(input.shape[-1], hx.shape[-1], device="meta")
    params = {
        "weight_ih": weight_ih,
        "weight_hh": weight_hh,
        "bias_ih": bias_ih,
        "bias_hh": bias_hh,
    }
    return functional_call(cell, params, (input, (hx, cx)))  # (N, H), (N, H)
