"""Standardization as it is written at work where the data are tensors."""

import torch

__all__ = ["standardize"]


def standardize(input, train):
    """Take mean and spread of the training data at once; scikit-learn has `StandardScaler`.

    Args:
        input: (M, D) floating tensor. Examples to scale.
        train: (N, D) tensor. Examples that the statistics come from.

    Returns:
        (M, D) tensor. No unit.
    """
    if input.ndim != 2 or train.ndim != 2 or input.shape[1:] != train.shape[1:]:
        raise ValueError(f"wanted two tables, got {input.shape} and {train.shape}")
    spread, mean = torch.std_mean(train.double(), 0, correction=0)  # (D,), (D,)
    low, high = train.aminmax(dim=0)  # (D,), (D,)
    spread = torch.where(low == high, 1, spread)  # (D,)
    return ((input - mean) / spread).to(input.dtype)  # (M, D)
