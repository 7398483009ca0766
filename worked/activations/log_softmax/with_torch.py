"""Log-softmax as it is written at work."""

import torch

__all__ = ["log_softmax"]


def log_softmax(input, dim):
    """Call the library's operation; never write the logarithm of a softmax.

    Args:
        input: (*) floating tensor. Scores.
        dim: int. Axis along which the probabilities sum to one.

    Returns:
        (*) tensor. Log-probabilities, nats.
    """
    return torch.log_softmax(input, dim)
