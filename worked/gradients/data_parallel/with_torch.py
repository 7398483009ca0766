"""Data parallelism with the library's sampler and autograd, all replicas in one process."""

import torch
import torch.nn.functional as F
from torch.utils.data import TensorDataset
from torch.utils.data.distributed import DistributedSampler

__all__ = ["data_parallel", "shards"]


def data_parallel(input, target, weight, num_replicas=1, drop_last=False):
    """Do in turn what the replicas do at once, and average in place of an all-reduce.

    At work each process wraps its model in `DistributedDataParallel`, which averages the gradients
    in buckets during the backward pass; the test of this concept does so on two processes.

    Args:
        input: (N, D) floating tensor. Examples of the whole batch.
        target: (N,) tensor.
        weight: (D,) tensor.
        num_replicas: int. Processes that share the batch.
        drop_last: bool. Leave out what cannot be dealt out evenly.

    Returns:
        (D,) tensor. The averaged gradient.
    """
    if not len(input):
        raise ValueError("input: wanted at least one example, got none")
    grads = []
    for rows in shards(len(input), num_replicas, drop_last):
        copy = weight.detach().clone().requires_grad_()  # (D,)
        F.mse_loss(input[rows] @ copy, target[rows]).backward()
        grads.append(copy.grad)
    return torch.stack(grads).mean(0)  # (D,)


def shards(count, num_replicas, drop_last=False):
    """Ask the library's sampler for the indices of each rank, in order.

    With `shuffle=True`, its default, every rank must call `set_epoch` with the number of the epoch
    before it; otherwise each epoch has the same order.

    Args:
        count: int. Examples.
        num_replicas: int. Processes.
        drop_last: bool. Leave out what cannot be dealt out evenly.

    Returns:
        (R, K) int tensor.
    """
    if num_replicas < 1:
        raise ValueError(f"num_replicas: wanted at least 1, got {num_replicas}")
    data = TensorDataset(torch.empty(count))
    rows = [
        list(
            DistributedSampler(
                data, num_replicas, rank, shuffle=False, drop_last=drop_last
            )
        )
        for rank in range(num_replicas)
    ]
    return torch.tensor(rows, dtype=torch.int64)  # (R, K)
