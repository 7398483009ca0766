"""Log-sigmoid as it is written at work."""

import torch.nn.functional as F

__all__ = ["logsigmoid"]


def logsigmoid(input):
    """Call the library's operation; never write the logarithm of a sigmoid.

    Args:
        input: (*) floating tensor. Scores.

    Returns:
        (*) tensor. Log-probabilities, nats.
    """
    return F.logsigmoid(input)
