"""Gradient accumulation: the gradient of a large batch in pieces that fit into memory."""

import numpy as np

__all__ = ["accumulated_gradient"]


def accumulated_gradient(input, target, weight, chunk_size):
    r"""Add up the gradients of $L = \frac{1}{N} \sum_n (x_n \cdot w - y_n)^2$ chunk by chunk.

    Args:
        input: (N, D) float. Examples of the whole batch.
        target: (N,) float. Their targets.
        weight: (D,) float. Weights of a linear model.
        chunk_size: int. Examples that are in memory at once; N or more is the whole batch.

    Returns:
        (D,) float. Gradient of the whole batch's mean loss in `weight`.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If shapes do not fit, or `chunk_size` is below 1.

    Note:
        Each chunk's sum is divided by N, the size of the whole batch. Dividing each chunk's mean by
        the number of chunks is the same only if all chunks are equally large. The weights stay
        fixed in between, and so must every statistic that a layer takes from its batch: with batch
        normalization the pieces do not add up to the whole.

    Source:
        PyTorch 2.13 documentation, "Automatic Mixed Precision examples", section on gradient
        accumulation.
    """
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    for name, array in (("target", target), ("weight", weight)):
        if array.dtype != input.dtype:
            raise TypeError(
                f"{name}: wanted {input.dtype} as in input, got {array.dtype}"
            )
    if target.shape != input.shape[:1]:
        raise ValueError(f"target: wanted shape {input.shape[:1]}, got {target.shape}")
    if weight.shape != input.shape[1:]:
        raise ValueError(f"weight: wanted shape {input.shape[1:]}, got {weight.shape}")
    if chunk_size < 1:
        raise ValueError(f"chunk_size: wanted at least 1, got {chunk_size}")
    count = len(input)
    grad = np.zeros_like(weight)  # (D,)
    for start in range(0, count, chunk_size):
        chunk = input[start : start + chunk_size]  # (B, D)
        error = chunk @ weight - target[start : start + chunk_size]  # (B,)
        grad += 2 / count * (error @ chunk)  # (D,)
    return grad
