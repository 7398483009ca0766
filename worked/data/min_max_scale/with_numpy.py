"""Min-max scaling from first principles."""

import numpy as np

__all__ = ["min_max_scale"]


def min_max_scale(input, train, feature_range=(0.0, 1.0)):
    r"""Map each feature's smallest and largest value in `train` onto two given numbers.

    $a + (b - a) \dfrac{x - \min}{\max - \min}$ for the range from $a$ to $b$.

    Args:
        input: (M, D) float. Examples to scale.
        train: (N, D) float. Examples that smallest and largest values come from, and no others.
        feature_range: (float, float). What they are mapped onto, the lower one first.

    Returns:
        (M, D) float. No unit; other examples than those of `train` may leave the range.

    Raises:
        TypeError: If an array is neither float32 nor float64, or the two differ.
        ValueError: If the columns differ, there are no examples, or the range is empty.

    Note:
        One outlier squeezes all other values of its feature together. A feature that is constant in
        `train` is only shifted, to the lower end.

    Source:
        scikit-learn documentation, `sklearn.preprocessing.MinMaxScaler`.
    """
    _check(input, train, feature_range)
    low, high = train.min(0), train.max(0)  # (D,), (D,)
    spread = np.where(low == high, input.dtype.type(1), high - low)  # (D,)
    first, last = feature_range
    return first + (last - first) * ((input - low) / spread)  # (M, D)


def _check(input, train, feature_range):
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
    if not feature_range[0] < feature_range[1]:
        raise ValueError(
            f"feature_range: wanted the lower end first, got {feature_range}"
        )
