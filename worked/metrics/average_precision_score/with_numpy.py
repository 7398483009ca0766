"""Average precision from first principles."""

import numpy as np

__all__ = ["average_precision_score"]


def average_precision_score(y_true, y_score):
    r"""Lower the threshold step by step: $\sum_n (R_n - R_{n-1}) \, P_n$.

    $P_n$ and $R_n$ are precision and recall of everything that scores as high as the $n$-th
    threshold or higher.

    Args:
        y_true: (N,) int or bool. Labels 0 and 1, with a positive at least.
        y_score: (N,) float. Scores of class 1, any increasing function of its probability.

    Returns:
        () float64, from the share of positives in the mean of random orders up to 1.

    Raises:
        TypeError: If labels are neither integers nor booleans, or scores neither float32 nor
            float64.
        ValueError: If shapes differ, no label is positive, a label is neither 0 nor 1, or a score
            is NaN.

    Note:
        Equal scores pass the threshold together, so their order does not matter. Steps, not
        trapezoids: a straight line between two points of the curve is too optimistic. It is read
        against the share of positives, which a random order reaches.

    Source:
        scikit-learn documentation, `sklearn.metrics.average_precision_score`.
    """
    _check(y_true, y_score)
    order = np.argsort(-y_score, kind="stable")  # (N,), the highest score first
    score = y_score[order]  # (N,)
    hits = np.cumsum(y_true[order].astype(np.int64))  # (N,), positives so far
    last = np.flatnonzero(
        np.append(score[1:] != score[:-1], True)
    )  # (K,), ends of ties
    hits = hits[last]  # (K,)
    precision = hits / (last + 1)  # (K,)
    return np.sum(np.diff(hits, prepend=0) * precision) / hits[-1]


def _check(y_true, y_score):
    if y_true.dtype.kind not in "iub":
        raise TypeError(f"y_true: wanted integers or bool, got {y_true.dtype}")
    if y_score.dtype not in (np.float32, np.float64):
        raise TypeError(f"y_score: wanted float32 or float64, got {y_score.dtype}")
    if y_true.ndim != 1:
        raise ValueError(f"y_true: wanted shape (N,), got {y_true.shape}")
    if y_score.shape != y_true.shape:
        raise ValueError(f"y_score: wanted shape {y_true.shape}, got {y_score.shape}")
    other = y_true[(y_true != 0) & (y_true != 1)]  # (M,)
    if len(other):
        raise ValueError(f"y_true: wanted labels 0 and 1, got {other[0]}")
    if not y_true.any():
        raise ValueError("y_true: wanted a positive at least, got none")
    if np.isnan(y_score).any():
        raise ValueError("y_score: wanted numbers, got NaN")
