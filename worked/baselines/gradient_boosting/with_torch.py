"""Gradient boosting of decision stumps with tensors."""

import torch

__all__ = ["gradient_boosting"]


def gradient_boosting(input, target, query, n_estimators=100, learning_rate=0.1):
    """Sort each feature once, then find every stump by one running sum of the residuals.

    PyTorch has no trees; at work one takes scikit-learn's `HistGradientBoostingRegressor` or
    XGBoost, which bin the features first and grow deeper trees.

    Args:
        input: (N, D) floating tensor. Training examples.
        target: (N,) tensor. Values.
        query: (M, D) tensor. Examples to predict.
        n_estimators: int. Number of stumps.
        learning_rate: float. Share of each stump's answer that is added.

    Returns:
        (M,) tensor. Predictions.
    """
    if input.ndim != 2 or target.shape != input.shape[:1] or not input.numel():
        raise ValueError(f"wanted (N, D) and (N,), got {input.shape}, {target.shape}")
    ranked, order = input.sort(dim=0, stable=True)  # (N, D), (N, D)
    low, high = ranked[:-1], ranked[1:]  # (N - 1, D), (N - 1, D)
    left = torch.arange(1, len(input)).to(input)[:, None]  # (N - 1, 1)
    right = len(input) - left  # (N - 1, 1)
    fitted = target.mean().expand(len(input))  # (N,)
    answer = target.mean().expand(len(query))  # (M,)
    for _ in range(n_estimators if (low < high).any() else 0):
        below = (target - fitted)[order].cumsum(0)[:-1]  # (N - 1, D)
        gain = (below**2 / (left * right)).masked_fill(low == high, -1)  # (N - 1, D)
        feature, place = divmod(gain.T.argmax().item(), len(gain))
        at = place, feature
        threshold = (low[at] / 2 + high[at] / 2).clamp(max=high[at])
        threshold = threshold if threshold < high[at] else low[at]
        leaves = below[at] / left[place, 0], -below[at] / right[place, 0]
        fitted = fitted + learning_rate * torch.where(
            input[:, feature] <= threshold, *leaves
        )
        answer = answer + learning_rate * torch.where(
            query[:, feature] <= threshold, *leaves
        )
    return answer
