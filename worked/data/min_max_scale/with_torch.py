"""Min-max scaling as it is written at work where the data are tensors."""

__all__ = ["min_max_scale"]


def min_max_scale(input, train, feature_range=(0.0, 1.0)):
    """Take both ends by `aminmax`; scikit-learn has `MinMaxScaler`.

    Args:
        input: (M, D) floating tensor. Examples to scale.
        train: (N, D) tensor. Examples that both ends come from.
        feature_range: (float, float). What they are mapped onto.

    Returns:
        (M, D) tensor. No unit.
    """
    if input.ndim != 2 or train.ndim != 2 or input.shape[1:] != train.shape[1:]:
        raise ValueError(f"wanted two tables, got {input.shape} and {train.shape}")
    low, high = train.aminmax(dim=0)  # (D,), (D,)
    spread = (high - low).masked_fill(low == high, 1)  # (D,)
    first, last = feature_range
    return first + (last - first) * ((input - low) / spread)  # (M, D)
