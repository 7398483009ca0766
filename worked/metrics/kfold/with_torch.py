"""The split of k-fold cross-validation with tensors."""

import torch

__all__ = ["kfold"]


def kfold(n_samples, n_splits=5, order=None):
    """Cut the order into parts; `torch.utils.data.Subset` takes the indices of one.

    PyTorch has no cross-validation; at work one takes scikit-learn's `KFold`, or
    `StratifiedKFold`, which gives each fold its share of each class.

    Args:
        n_samples: int. Number of examples.
        n_splits: int. Number of folds.
        order: (n_samples,) integer tensor. Order in which the folds are filled.

    Returns:
        (n_samples,) int64 tensor. Number of the fold, from 0.
    """
    order = torch.arange(n_samples) if order is None else order  # (n_samples,)
    fold = torch.full((n_samples,), -1)  # (n_samples,)
    for number, held_out in enumerate(torch.tensor_split(order, n_splits)):
        fold[held_out] = number
    return fold
