"""One-hot encoding as it is written at work."""

import torch.nn.functional as F

__all__ = ["one_hot"]


def one_hot(tensor, num_classes=-1):
    """Call the library's operation; its answer is int64, so a layer needs `.float()` after it.

    Args:
        tensor: (*) int64 tensor. Indices of categories.
        num_classes: int. Number of categories; -1 takes one more than the largest index.

    Returns:
        (*, C) int64 tensor.
    """
    return F.one_hot(tensor, num_classes)
