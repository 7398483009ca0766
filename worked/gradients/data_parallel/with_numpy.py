"""Data parallelism from first principles: shards, a gradient for each, and their mean."""

import numpy as np

__all__ = ["data_parallel", "shards"]


def data_parallel(input, target, weight, num_replicas=1, drop_last=False):
    r"""Average the gradients of $\frac{1}{K} \sum_n (x_n \cdot w - y_n)^2$ over equal shards.

    Every replica has the same weights and its own examples; after the average they all have the
    same gradient, and the same optimizer step keeps them equal.

    Args:
        input: (N, D) float. Examples of the whole batch.
        target: (N,) float. Their targets.
        weight: (D,) float. Weights of a linear model, the same on each replica.
        num_replicas: int. Processes that share the batch, from 1.
        drop_last: bool. As in `shards`.

    Returns:
        (D,) float. The averaged gradient.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If shapes do not fit, `num_replicas` is below 1, or no example is left.

    Note:
        It is the gradient of the whole batch's mean loss if the shards are a partition of it: where
        N is no multiple of the replicas, the repeated examples count more than once, or the
        dropped ones not at all. A layer that takes statistics from its batch, such as batch
        normalization, sees its shard alone unless it is told to share them.

    Source:
        PyTorch 2.13 documentation, `torch.nn.parallel.DistributedDataParallel`.
    """
    _check(input, target, weight)
    mine = shards(len(input), num_replicas, drop_last)  # (R, K)
    if not mine.size:
        raise ValueError(
            f"input: wanted an example for each of {num_replicas} replicas, got {len(input)}"
        )
    grads = np.empty((num_replicas, weight.size), weight.dtype)  # (R, D)
    for rank, rows in enumerate(mine):
        error = input[rows] @ weight - target[rows]  # (K,)
        grads[rank] = 2 * (error @ input[rows]) / len(rows)  # (D,)
    return grads.mean(0)  # (D,), the all-reduce


def shards(count, num_replicas, drop_last=False):
    r"""Deal the indices of `count` examples out to replicas, as many to each.

    Args:
        count: int. Examples, at least 0.
        num_replicas: int. Processes, from 1.
        drop_last: bool. Leave out what cannot be dealt out evenly; otherwise the first examples
            are dealt out again, several times if there are fewer examples than replicas.

    Returns:
        (R, K) int. Row r has the examples r, r + R, r + 2 R, ... of replica r.

    Raises:
        ValueError: If `num_replicas` is below 1 or `count` below 0.

    Source:
        PyTorch 2.13 documentation, `torch.utils.data.distributed.DistributedSampler`.
    """
    if num_replicas < 1:
        raise ValueError(f"num_replicas: wanted at least 1, got {num_replicas}")
    if count < 0:
        raise ValueError(f"count: wanted at least 0, got {count}")
    each = count // num_replicas if drop_last else -(-count // num_replicas)
    total = np.arange(each * num_replicas) % max(count, 1)  # (K * R,), wraps around
    return total.reshape(each, num_replicas).T  # (R, K)


def _check(input, target, weight):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    for name, array in (("target", target), ("weight", weight)):
        if array.dtype != input.dtype:
            raise TypeError(
                f"{name}: wanted {input.dtype} as in input, got {array.dtype}"
            )
    if input.ndim != 2:
        raise ValueError(f"input: wanted shape (N, D), got {input.shape}")
    if target.shape != input.shape[:1]:
        raise ValueError(f"target: wanted shape {input.shape[:1]}, got {target.shape}")
    if weight.shape != input.shape[1:]:
        raise ValueError(f"weight: wanted shape {input.shape[1:]}, got {weight.shape}")
