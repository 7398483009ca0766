"""The logistic sigmoid as it is written at work."""

import torch

__all__ = ["sigmoid"]


def sigmoid(input):
    """Call the library's operation, which does not overflow either.

    Do not put it before a binary cross-entropy: the loss with logits takes the scores themselves.
    `torch.nn.functional.sigmoid` is deprecated in favor of this name.

    Args:
        input: (*) floating tensor. Scores.

    Returns:
        (*) tensor. Probabilities.
    """
    return torch.sigmoid(input)
