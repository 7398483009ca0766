"""Triplet margin loss as it is written at work."""

import torch.nn.functional as F

__all__ = ["triplet_margin_loss"]


def triplet_margin_loss(
    anchor, positive, negative, margin=1.0, eps=1e-06, swap=False, reduction="mean"
):
    """Call the library's operation; which triplets it sees matters more than the formula.

    Most random triplets soon meet the margin and give no gradient, so hard ones are mined.
    `torch.nn.TripletMarginLoss` is the same function as a module.

    Args:
        anchor: (*, D) floating tensor. Embeddings.
        positive: (*, D) floating tensor. Embeddings of matches.
        negative: (*, D) floating tensor. Embeddings of strangers.
        margin: float > 0. How much farther the stranger must be.
        eps: float. Added to every coordinate of a difference before its norm is taken.
        swap: bool. Take the stranger's distance from the match where that is the smaller one.
        reduction: `"none"`, `"sum"` or `"mean"`.

    Returns:
        () tensor, or (*) for `"none"`. Unit of the distance.
    """
    return F.triplet_margin_loss(
        anchor,
        positive,
        negative,
        margin=margin,
        eps=eps,
        swap=swap,
        reduction=reduction,
    )
