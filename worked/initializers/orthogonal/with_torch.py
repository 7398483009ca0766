"""Orthogonal initialization, from a draw that is shared."""

import torch

__all__ = ["orthogonal"]


def orthogonal(draw, gain=1.0):
    """Decompose a shared draw as `torch.nn.init.orthogonal_(weight, gain)` does with its own.

    Args:
        draw: (out, in, *) floating tensor. Standard normal draws, as from `torch.randn`.
        gain: float. Factor by which lengths change.

    Returns:
        (out, in, *) tensor.
    """
    if draw.dim() < 2:
        raise ValueError("wanted at least 2 axes")
    if draw.numel() == 0:
        return draw.clone()
    flat = draw.flatten(1)  # (out, in)
    wide = flat.shape[0] < flat.shape[1]
    q, r = torch.linalg.qr(flat.T if wide else flat)  # (long, short), (short, short)
    q = q * r.diagonal().sign()  # (long, short)
    return gain * (q.T if wide else q).reshape(draw.shape)  # (out, in, *)
