"""An LSTM over a sequence as it is written at work."""

import torch
from torch.func import functional_call

__all__ = ["lstm"]


def lstm(input, h_0, c_0, weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0):
    """Call the library's network, which lives in a module, with these parameters.

    At work the module keeps its own parameters: `net = nn.LSTM(inputs, units)`, and
    `output, (h_n, c_n) = net(x)`; states that are not given are zeros. `batch_first=True` swaps the
    first two axes of inputs and outputs, not of the states.

    Args:
        input: (T, N, D) floating tensor. Step, sequence, feature.
        h_0: (1, N, H) tensor. Hidden states before the first step.
        c_0: (1, N, H) tensor. Cell states before the first step.
        weight_ih_l0: (4H, D) tensor. Rows of input gate, forget gate, candidate, output gate.
        weight_hh_l0: (4H, H) tensor.
        bias_ih_l0: (4H,) tensor.
        bias_hh_l0: (4H,) tensor.

    Returns:
        (T, N, H), (1, N, H) and (1, N, H) tensors. Hidden states, the last one, and the last
        cell state.
    """
    net = torch.nn.LSTM(input.shape[-1], h_0.shape[-1], device="meta")
    params = {
        "weight_ih_l0": weight_ih_l0,
        "weight_hh_l0": weight_hh_l0,
        "bias_ih_l0": bias_ih_l0,
        "bias_hh_l0": bias_hh_l0,
    }
    output, (h_n, c_n) = functional_call(net, params, (input, (h_0, c_0)))
    return output, h_n, c_n
