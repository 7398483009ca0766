"""The F1 score with tensors."""

import torch

__all__ = ["f1_score"]


def f1_score(y_true, y_pred, average="binary", zero_division=0.0):
    """Count with masks; PyTorch has no such function.

    At work one takes scikit-learn's, or a class that adds up counts over batches: the mean of the
    scores of batches is not the score of all examples.

    Args:
        y_true: (N,) integer or bool tensor. Labels.
        y_pred: (N,) integer or bool tensor. Predicted labels.
        average: `"binary"`, `"macro"` or `"micro"`.
        zero_division: float. Score of a class that is neither present nor predicted.

    Returns:
        () float64 tensor.
    """
    if average == "binary":
        classes = torch.ones(1, dtype=y_true.dtype)  # (1,)
    else:
        classes = torch.cat((y_true, y_pred)).unique()  # (C,)
    counts = []
    for label in classes:
        true, guess = y_true == label, y_pred == label  # (N,), (N,)
        parts = true & guess, ~true & guess, true & ~guess
        counts.append(torch.stack([part.sum() for part in parts]))
    hit, false, missed = torch.stack(counts, 1).double()  # (C,) each
    if average == "micro":
        hit, false, missed = hit.sum(), false.sum(), missed.sum()
    score = 2 * hit / (2 * hit + false + missed)  # NaN where nothing was counted
    return score.nan_to_num(zero_division).mean()
