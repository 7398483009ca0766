"""Hinge embedding loss as it is written at work."""

import torch.nn.functional as F

__all__ = ["hinge_embedding_loss"]


def hinge_embedding_loss(input, target, margin=1.0, reduction="mean"):
    """Call the library's operation; the input is a distance, not the score of a classifier.

    A label that is neither -1 nor +1 is charged for both: the library does not check.
    `torch.nn.HingeEmbeddingLoss` is the same function as a module.

    Args:
        input: (*) floating tensor. Distances of pairs.
        target: (*) tensor, +1 for similar pairs and -1 for others.
        margin: float. Distance beyond which a pair that is not similar costs nothing.
        reduction: `"none"`, `"sum"` or `"mean"`.

    Returns:
        () tensor, or (*) for `"none"`. Unit of the distance.
    """
    return F.hinge_embedding_loss(input, target, margin=margin, reduction=reduction)
