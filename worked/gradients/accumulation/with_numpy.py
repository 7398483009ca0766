"""Gradient accumulation where micro-batches hold different numbers of labels."""

import numpy as np

from worked.losses.cross_entropy.with_numpy import cross_entropy_backward

__all__ = ["accumulation", "accumulation_of_means"]


def accumulation(input, target, weight, chunk_size, ignore_index=-100):
    r"""Add up the gradients of $\frac{1}{M} \sum_m -\log \operatorname{softmax}(W x_m)_{y_m}$.

    Each micro-batch contributes its *sum* over the number $M$ of labels that count in the whole
    batch, so that the result is the gradient of one large batch.

    Args:
        input: (N, D) float. Examples or tokens of the whole batch.
        target: (N,) int. Classes; `ignore_index` marks padding, which counts for nothing.
        weight: (C, D) float. Weights of a linear classifier.
        chunk_size: int. Rows of a micro-batch, from 1; the last one may have fewer.
        ignore_index: int. Mark of a row without a label.

    Returns:
        (C, D) float. Gradient of the whole batch's mean loss in `weight`; zero if no row counts,
        although the mean of nothing is NaN, as in PyTorch.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If shapes do not fit, or `chunk_size` is below 1.

    Note:
        $M$ must be known before the first backward pass, or the division left to the end. The
        weights stay fixed until the last micro-batch is done.

    Source:
        PyTorch 2.13 documentation, `torch.nn.functional.cross_entropy`, on `ignore_index`, and
        "Automatic Mixed Precision examples", section on gradient accumulation.
    """
    _check(input, target, weight, chunk_size)
    labels = int(np.count_nonzero(target != ignore_index))
    total = np.zeros_like(weight)  # (C, D)
    for rows in _chunks(len(input), chunk_size):
        total += _gradient(input, target, weight, rows, ignore_index, "sum")
    return total / max(labels, 1)


def accumulation_of_means(input, target, weight, chunk_size, ignore_index=-100):
    r"""Average the gradients of the micro-batches' own mean losses, a common mistake.

    A label in a micro-batch with few of them weighs more than one in a full micro-batch. The
    result is the gradient of the whole batch if all micro-batches have as many labels.

    Args:
        input: (N, D) float. As in `accumulation`.
        target: (N,) int. As in `accumulation`.
        weight: (C, D) float. As in `accumulation`.
        chunk_size: int. As in `accumulation`.
        ignore_index: int. As in `accumulation`.

    Returns:
        (C, D) float. A micro-batch without a label adds zero, and is divided by all the same.

    Raises:
        TypeError: As `accumulation`.
        ValueError: As `accumulation`.

    Source:
        Derived: the mean of means weighs each mean alike.
    """
    _check(input, target, weight, chunk_size)
    total = np.zeros_like(weight)  # (C, D)
    for rows in _chunks(len(input), chunk_size):
        total += _gradient(input, target, weight, rows, ignore_index, "mean")
    return total / max(-(-len(input) // chunk_size), 1)


def _chunks(count, chunk_size):
    return (slice(i, i + chunk_size) for i in range(0, count, chunk_size))


def _gradient(input, target, weight, rows, ignore_index, reduction):
    x = input[rows]  # (B, D)
    delta = cross_entropy_backward(
        1.0, x @ weight.T, target[rows], None, ignore_index, reduction
    )  # (B, C)
    return np.asarray(delta).T @ x  # (C, D)


def _check(input, target, weight, chunk_size):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if weight.dtype != input.dtype:
        raise TypeError(f"weight: wanted {input.dtype} as in input, got {weight.dtype}")
    if input.ndim != 2:
        raise ValueError(f"input: wanted shape (N, D), got {input.shape}")
    if target.shape != input.shape[:1]:
        raise ValueError(f"target: wanted shape {input.shape[:1]}, got {target.shape}")
    if weight.ndim != 2 or weight.shape[1] != input.shape[1]:
        raise ValueError(
            f"weight: wanted shape (C, {input.shape[1]}), got {weight.shape}"
        )
    if chunk_size < 1:
        raise ValueError(f"chunk_size: wanted at least 1, got {chunk_size}")
