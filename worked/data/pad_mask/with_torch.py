"""Padding and masking as they are written at work."""

import torch
import torch.nn.functional as F
from torch.nn.utils import rnn

__all__ = ["masked_mean", "pad_mask", "pad_sequence"]


def pad_mask(lengths, total_length=None):
    """Compare places with lengths by broadcasting; the library has no function for it.

    Args:
        lengths: (N,) int tensor. Length of each sequence.
        total_length: int. Places in a row; the longest sequence's when None.

    Returns:
        (N, T) bool tensor. True where there is data.
    """
    if lengths.ndim != 1 or lengths.is_floating_point() or (lengths < 0).any():
        raise ValueError(f"lengths: wanted (N,) integers from 0, got {lengths}")
    longest = int(lengths.max())
    total = longest if total_length is None else total_length
    if total < longest:
        raise ValueError(f"total_length: wanted at least {longest}, got {total}")
    return torch.arange(total) < lengths[:, None]  # (N, T)


def pad_sequence(
    input, lengths, batch_first=False, padding_value=0.0, total_length=None
):
    """Let the library pad the list of sequences, in a loader's `collate_fn` as a rule.

    Args:
        input: (M, D) floating tensor. The sequences one after another.
        lengths: (N,) int tensor. Length of each sequence.
        batch_first: bool. Whether the sequences run along the first axis of the answer.
        padding_value: float. What fills the places that hold no data.
        total_length: int. Places in a row; the longest sequence's when None.

    Returns:
        (T, N, D) tensor, or (N, T, D) with `batch_first`.
    """
    if not input.is_floating_point():
        raise TypeError(f"input: wanted a floating dtype, got {input.dtype}")
    sequences = input.split(lengths.tolist())  # (length, D) each
    padded = rnn.pad_sequence(sequences, True, padding_value)  # (N, T, D)
    if total_length is not None:
        more = total_length - padded.shape[1]
        if more < 0:
            raise ValueError(f"total_length: wanted {padded.shape[1]} or more")
        padded = F.pad(padded, (0, 0, 0, more), value=padding_value)  # (N, T, D)
    return padded if batch_first else padded.transpose(0, 1)


def masked_mean(input, mask):
    """Fill the padding with zeros before the sum, and divide by the number of real places.

    Args:
        input: (N, T, D) floating tensor. Padded sequences, batch first.
        mask: (N, T) bool tensor. True where there is data.

    Returns:
        (N, D) tensor.
    """
    if mask.shape != input.shape[:2]:
        raise ValueError(f"mask: wanted shape {input.shape[:2]}, got {mask.shape}")
    if not input.is_floating_point():
        raise TypeError(f"input: wanted a floating dtype, got {input.dtype}")
    kept = input.masked_fill(~mask[..., None], 0)  # (N, T, D)
    return kept.sum(1) / mask.sum(1, keepdim=True)  # (N, D)
