"""Standardization from first principles: z-scores by the statistics of the training data."""

import numpy as np

__all__ = ["standardize"]


def standardize(input, train):
    r"""Subtract each feature's mean and divide by its standard deviation, both of `train`.

    $z = (x - \mu) / \sigma$, with the mean $\mu$ and the standard deviation $\sigma$ of a column.

    Args:
        input: (M, D) float. Examples to scale: the training data, or others in the same way.
        train: (N, D) float. Examples that the statistics come from, and no others.

    Returns:
        (M, D) float. Standard deviations of the training data; no unit.

    Raises:
        TypeError: If an array is neither float32 nor float64, or the two differ.
        ValueError: If the columns differ, or there is nothing to take statistics from.

    Note:
        The variance is divided by N. A feature that is constant in `train` is only centered.
        Statistics of validation or test data would leak into the model. An outlier moves both.

    Source:
        scikit-learn documentation, `sklearn.preprocessing.StandardScaler`.
    """
    _check(input, train)
    mean = train.mean(0, dtype=np.float64)  # (D,)
    spread = train.std(0, dtype=np.float64)  # (D,)
    spread[train.min(0) == train.max(0)] = 1
    return ((input - mean) / spread).astype(input.dtype)  # (M, D)


def _check(input, train):
    for name, array in (("input", input), ("train", train)):
        if array.dtype not in (np.float32, np.float64):
            raise TypeError(f"{name}: wanted float32 or float64, got {array.dtype}")
    if train.dtype != input.dtype:
        raise TypeError(f"train: wanted {input.dtype} as in input, got {train.dtype}")
    if train.ndim != 2 or not len(train):
        raise ValueError(f"train: wanted (N, D) with examples, got {train.shape}")
    if input.ndim != 2 or input.shape[1] != train.shape[1]:
        raise ValueError(
            f"input: wanted shape (M, {train.shape[1]}), got {input.shape}"
        )
