"""Bias and variance of a method as they are measured at work."""

import torch

__all__ = ["bias_variance"]


def bias_variance(prediction, target):
    """Take the mean and the variance over the training sets in one call.

    Args:
        prediction: (S, N) floating tensor. Predictions after training on S sets.
        target: (N,) tensor. True values without noise.

    Returns:
        () tensor and () tensor. Squared bias and variance, means over the examples.
    """
    variance, center = torch.var_mean(prediction, dim=0, correction=0)  # (N,), (N,)
    return (center - target).square().mean(), variance.mean()
