"""Output heads as they are written at work."""

import torch
import torch.nn.functional as F

__all__ = ["output_head", "output_head_loss"]


def output_head(input, task):
    """Apply the head for a prediction; in training the loss below has it inside.

    A module ends in `nn.Linear` alone and returns scores; `torch.sigmoid` and `torch.softmax`
    are applied where a probability is reported.

    Args:
        input: (N, C) floating tensor. Scores of the last layer.
        task: str. `"regression"`, `"binary"`, `"multi-label"` or `"multi-class"`.

    Returns:
        (N, C) tensor. Quantities or probabilities.
    """
    _check(input, task)
    if task == "regression":
        return input.clone()  # (N, C)
    if task == "multi-class":
        return torch.softmax(input, -1)  # (N, C)
    return torch.sigmoid(input)  # (N, C)


def output_head_loss(input, target, task):
    """Pick the library's loss of the task: each takes scores, so that no head stands before it.

    As modules: `nn.MSELoss`, `nn.BCEWithLogitsLoss`, `nn.CrossEntropyLoss`.

    Args:
        input: (N, C) floating tensor. Scores of the last layer.
        target: (N, C) floating tensor, or (N,) int64 tensor for `"multi-class"`.
        task: str. As in `output_head`.

    Returns:
        () tensor. Mean loss.
    """
    _check(input, task)
    if task == "multi-class":
        return F.cross_entropy(input, target)
    if task == "regression":
        return F.mse_loss(input, target)
    return F.binary_cross_entropy_with_logits(input, target)


def _check(input, task):
    if task not in ("regression", "binary", "multi-label", "multi-class"):
        raise ValueError(f"task: wanted a task that there is a head for, got {task!r}")
    if not input.is_floating_point():
        raise TypeError(f"input: wanted a floating dtype, got {input.dtype}")
    if (
        input.ndim != 2
        or input.shape[1] == 0
        or (task == "binary" and input.shape[1] != 1)
    ):
        raise ValueError(
            f"input: wanted (N, C), (N, 1) for 'binary', got {input.shape}"
        )
