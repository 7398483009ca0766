"""Average precision with tensors."""

import torch

__all__ = ["average_precision_score"]


def average_precision_score(y_true, y_score):
    """Sort once and add up; PyTorch has no such function, at work one takes scikit-learn's.

    Args:
        y_true: (N,) integer or bool tensor. Labels 0 and 1.
        y_score: (N,) floating tensor. Scores of class 1.

    Returns:
        () float64 tensor.
    """
    value, index, count = y_score.unique(
        return_inverse=True, return_counts=True
    )  # (K,)
    found = torch.zeros(len(value), dtype=torch.float64)  # (K,), positives by score
    found.index_add_(0, index, y_true.double())
    found, count = found.flip(0), count.flip(0)  # (K,) each, the highest score first
    precision = found.cumsum(0) / count.cumsum(0)  # (K,)
    return (found / found.sum() * precision).sum()
