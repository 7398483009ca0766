"""Mini-batches as they are made at work: a sampler, and a loader that knows its length."""

import torch
from torch.utils.data import BatchSampler, DataLoader, TensorDataset

__all__ = ["batches_per_epoch", "minibatches"]


def minibatches(order, batch_size=1, drop_last=False):
    """Let the library's batch sampler cut the order.

    In a training loop `DataLoader(data, batch_size, shuffle=True)` makes such a sampler, draws a
    new order at the start of each epoch, and collects the examples of each batch into tensors.

    Args:
        order: (N,) int tensor. Indices of the examples in the order of this epoch.
        batch_size: int. Examples in a batch.
        drop_last: bool. Leave out a last batch that is shorter.

    Returns:
        Tuple of (B,) int tensors.
    """
    if order.dtype not in (torch.int64, torch.int32):
        raise TypeError(f"order: wanted integers, got {order.dtype}")
    sampler = BatchSampler(order.tolist(), batch_size, drop_last)
    return tuple(
        torch.tensor(batch, dtype=order.dtype) for batch in sampler
    )  # each (B,)


def batches_per_epoch(count, batch_size=1, drop_last=False):
    """Ask a loader for its length; only the number of examples matters.

    Args:
        count: int. Examples.
        batch_size: int. Examples in a batch.
        drop_last: bool. Leave out a last batch that is shorter.

    Returns:
        int. Batches of one epoch.
    """
    data = TensorDataset(torch.empty(count))
    return len(DataLoader(data, batch_size=batch_size, drop_last=drop_last))
