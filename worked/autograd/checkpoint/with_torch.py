"""Activation checkpointing as it is written at work."""

import torch
from torch.utils.checkpoint import checkpoint

__all__ = ["checkpointed_chain"]


def checkpointed_chain(input, weight, segment):
    """Wrap each segment in the library's `checkpoint`: it saves what goes in, and runs it again.

    `use_reentrant=False` is the variant that the documentation recommends. Random numbers are
    restored for the second run, so dropout draws the same mask.

    Args:
        input: (N, D) tensor. One example a row.
        weight: (L, D, D) tensor. One matrix (out, in) a layer.
        segment: int. Layers between two activations that are kept.

    Returns:
        (N, D) tensor. Activations of the last layer.
    """

    def run(hidden, block):
        for matrix in block:
            hidden = torch.tanh(hidden @ matrix.T)  # (N, D)
        return hidden

    hidden = input
    for block in weight.split(segment):
        hidden = checkpoint(run, hidden, block, use_reentrant=False)  # (N, D)
    return hidden
