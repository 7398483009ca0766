"""Gradient accumulation as it is written at work: sums over the labels of the whole batch."""

import torch.nn.functional as F

__all__ = ["accumulation", "accumulation_of_means"]


def accumulation(input, target, weight, chunk_size, ignore_index=-100):
    """Count the labels first, then call `backward` on each micro-batch's share of the mean.

    In a training loop `optimizer.step()` and `optimizer.zero_grad()` follow after the last one.

    Args:
        input: (N, D) floating tensor. Examples or tokens of the whole batch.
        target: (N,) int tensor. Classes, or `ignore_index`.
        weight: (C, D) tensor.
        chunk_size: int. Rows of a micro-batch.
        ignore_index: int. Mark of a row without a label.

    Returns:
        (C, D) tensor. Gradient of the whole batch's mean loss in `weight`.
    """
    labels = (target != ignore_index).sum()  # ()
    weight = weight.detach().clone().requires_grad_()  # (C, D)
    for x, y in _chunks(input, target, chunk_size):
        scores = x @ weight.T  # (B, C)
        loss = F.cross_entropy(scores, y, ignore_index=ignore_index, reduction="sum")
        (loss / labels).backward()
    return weight.grad


def accumulation_of_means(input, target, weight, chunk_size, ignore_index=-100):
    """Divide each micro-batch's mean loss by their number, a common mistake.

    Args:
        input: (N, D) floating tensor.
        target: (N,) int tensor.
        weight: (C, D) tensor.
        chunk_size: int. Rows of a micro-batch.
        ignore_index: int. Mark of a row without a label.

    Returns:
        (C, D) tensor.
    """
    weight = weight.detach().clone().requires_grad_()  # (C, D)
    chunks = _chunks(input, target, chunk_size)
    for x, y in chunks:
        loss = F.cross_entropy(x @ weight.T, y, ignore_index=ignore_index)  # ()
        (loss / len(chunks)).backward()
    return weight.grad


def _chunks(input, target, chunk_size):
    pairs = zip(input.split(chunk_size), target.split(chunk_size), strict=True)
    return list(pairs)
