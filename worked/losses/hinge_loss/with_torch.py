"""Hinge loss as it is written at work: PyTorch has no operation of that name."""

import torch

__all__ = ["hinge_loss"]


def hinge_loss(input, target, reduction="mean"):
    """Write it with `clamp`; nothing checks that the labels are -1 and +1.

    `torch.nn.functional.hinge_embedding_loss` is another loss: its input is a distance, which it
    lowers for similar pairs without end, and its margin holds for the others alone.

    Args:
        input: (*) floating tensor. Scores.
        target: (*) tensor of -1 and +1.
        reduction: `"none"`, `"sum"` or `"mean"`.

    Returns:
        () tensor, or (*) for `"none"`. Unit of the scores.
    """
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(f"{reduction} is not a valid value for reduction")
    loss = torch.clamp(1 - target * input, min=0)  # (*)
    if reduction == "none":
        return loss
    return loss.mean() if reduction == "mean" else loss.sum()
