"""The mini-batches of an epoch: slices of an order in which each example occurs once."""

import numpy as np

__all__ = ["batches_per_epoch", "minibatches"]


def minibatches(order, batch_size=1, drop_last=False):
    r"""Cut the order of an epoch into batches of `batch_size` indices.

    Args:
        order: (N,) int. Indices of the examples in the order of this epoch: a fresh permutation
            for training, `np.arange(N)` for evaluation.
        batch_size: int. Examples in a batch, at least 1.
        drop_last: bool. Leave out a last batch that is shorter.

    Returns:
        Tuple of (B,) int, the last one possibly shorter: the indices of each batch. Its length
        is the number of iterations of the epoch, and of updates if gradients are not accumulated.

    Raises:
        TypeError: If `order` does not hold integers.
        ValueError: If `order` is not one-dimensional, or `batch_size` is below 1.

    Note:
        The order enters as an argument, so that whoever shuffles decides how: one permutation an
        epoch visits each example exactly once if no batch is dropped, independent draws
        (`replacement=True` in `torch.utils.data.RandomSampler`) some repeatedly and others never.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 8.1.3; PyTorch 2.13
        documentation, `torch.utils.data.BatchSampler`.
    """
    _check_size(batch_size)
    if order.dtype.kind not in "iu":
        raise TypeError(f"order: wanted integers, got {order.dtype}")
    if order.ndim != 1:
        raise ValueError(f"order: wanted shape (N,), got {order.shape}")
    whole = batches_per_epoch(len(order), batch_size, drop_last)
    starts = range(0, whole * batch_size, batch_size)
    return tuple(order[start : start + batch_size] for start in starts)  # each (B,)


def batches_per_epoch(count, batch_size=1, drop_last=False):
    r"""Count the iterations of an epoch: $\lceil N / B \rceil$, or $\lfloor N / B \rfloor$.

    Args:
        count: int. Examples $N$, at least 0.
        batch_size: int. Examples $B$ in a batch, at least 1.
        drop_last: bool. Whether a last batch that is shorter is left out: then rounded down.

    Returns:
        int. Batches, and without gradient accumulation updates, of one epoch.

    Raises:
        ValueError: If `count` is below 0 or `batch_size` below 1.

    Source:
        PyTorch 2.13 documentation, `torch.utils.data.DataLoader`.
    """
    _check_size(batch_size)
    if count < 0:
        raise ValueError(f"count: wanted at least 0, got {count}")
    return int(count // batch_size if drop_last else -(-count // batch_size))


def _check_size(batch_size):
    if not isinstance(batch_size, int | np.integer) or batch_size < 1:
        raise ValueError(f"batch_size: wanted an integer from 1, got {batch_size}")
