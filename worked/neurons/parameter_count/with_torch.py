"""Parameters and multiply-adds as they are counted at work: on a model without memory."""

from itertools import pairwise

import torch
from torch.utils.flop_counter import FlopCounterMode

__all__ = ["parameter_count"]


def parameter_count(sizes, bias=True):
    """Build the layers on the device "meta", where arrays have shapes and no numbers, and count.

    The usual line is `sum(p.numel() for p in model.parameters())`; it counts a tensor that two
    modules share once.

    Args:
        sizes: Sequence of int. Units of each layer, the inputs first.
        bias: Whether the layers have biases.

    Returns:
        Two (L,) int64 tensors: parameters, and multiply-adds of a forward pass of one example.
    """
    params, products = [], []
    for fan_in, fan_out in pairwise(sizes):
        layer = torch.nn.Linear(fan_in, fan_out, bias=bias, device="meta")
        params.append(sum(p.numel() for p in layer.parameters()))
        with FlopCounterMode(display=False) as counter:
            layer(torch.empty(1, fan_in, device="meta"))
        products.append(counter.get_total_flops() // 2)  # two FLOPs a multiply-add
    return torch.tensor(params), torch.tensor(products)  # (L,), (L,)
