"""Softplus as it is written at work."""

import torch.nn.functional as F

__all__ = ["softplus"]


def softplus(input, beta=1.0, threshold=20.0):
    """Call the library's operation; common where an output must be positive, such as a variance.

    Args:
        input: (*) floating tensor.
        beta: float. Sharpness of the corner.
        threshold: float. Where `beta * input` exceeds it, the input is returned as it is.

    Returns:
        (*) tensor, not below 0.
    """
    return F.softplus(input, beta=beta, threshold=threshold)
