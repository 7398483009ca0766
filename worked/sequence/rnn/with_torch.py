"""A plain recurrent network over a sequence as it is written at work."""

import torch
from torch.func import functional_call

__all__ = ["rnn"]


def rnn(
    input,
    h_0,
    weight_ih_l0,
    weight_hh_l0,
    bias_ih_l0,
    bias_hh_l0,
    nonlinearity="tanh",
):
    """Call the library's network, which lives in a module, with these parameters.

    At work the module keeps its own parameters: `net = nn.RNN(inputs, units)`, and
    `output, h_n = net(x)`; states that are not given are zeros.

    Args:
        input: (T, N, D) floating tensor. Step, sequence, feature.
        h_0: (1, N, H) tensor. States before the first step.
        weight_ih_l0: (H, D) tensor. (out, in).
        weight_hh_l0: (H, H) tensor.
        bias_ih_l0: (H,) tensor.
        bias_hh_l0: (H,) tensor.
        nonlinearity: `"tanh"` or `"relu"`.

    Returns:
        (T, N, H) tensor and (1, N, H) tensor. The states, and the last one.
    """
    net = torch.nn.RNN(
        input.shape[-1], h_0.shape[-1], nonlinearity=nonlinearity, device="meta"
    )
    params = {
        "weight_ih_l0": weight_ih_l0,
        "weight_hh_l0": weight_hh_l0,
        "bias_ih_l0": bias_ih_l0,
        "bias_hh_l0": bias_hh_l0,
    }
    return functional_call(net, params, (input, h_0))  # (T, N, H), (1, N, H)
