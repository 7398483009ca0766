"""The split of k-fold cross-validation from first principles."""

import numpy as np

__all__ = ["kfold"]


def kfold(n_samples, n_splits=5, order=None):
    """Say for each example in which fold it is held out; the folds differ in size by one at most.

    In round k train on `fold != k` and measure on `fold == k`.

    Args:
        n_samples: int. Number of examples, at least `n_splits`.
        n_splits: int. Number of folds, at least 2.
        order: (n_samples,) int. Order in which the folds are filled, a permutation; that of the
            examples when None.

    Returns:
        (n_samples,) int64. Number of the fold, from 0.

    Raises:
        TypeError: If `order` holds no integers.
        ValueError: If there are more folds than examples, fewer than two, or `order` is no
            permutation.

    Note:
        The first folds have the additional examples, as in scikit-learn, which returns the
        indices instead. Shuffle data that are sorted by class or by time of recording; keep what
        belongs together (the same patient) in one fold, and for a forecast split by time instead.

    Source:
        scikit-learn documentation, `sklearn.model_selection.KFold` (notes on the sizes of folds).
    """
    _check(n_samples, n_splits, order)
    size, larger = divmod(n_samples, n_splits)
    sizes = np.full(n_splits, size)  # (n_splits,)
    sizes[:larger] += 1
    filled = np.repeat(np.arange(n_splits), sizes)  # (n_samples,)
    if order is None:
        return filled
    fold = np.empty_like(filled)  # (n_samples,)
    fold[order] = filled
    return fold


def _check(n_samples, n_splits, order):
    if n_splits < 2:
        raise ValueError(f"n_splits: wanted at least 2, got {n_splits}")
    if n_samples < n_splits:
        raise ValueError(
            f"n_samples: wanted at least {n_splits}, one for each fold, got {n_samples}"
        )
    if order is None:
        return
    if order.dtype.kind not in "iu":
        raise TypeError(f"order: wanted integers, got {order.dtype}")
    if not np.array_equal(np.sort(order), np.arange(n_samples)):
        raise ValueError(
            f"order: wanted a permutation of {n_samples} examples, got {order.tolist()}"
        )
