"""The F1 score from first principles."""

import numpy as np

__all__ = ["f1_score"]


def f1_score(y_true, y_pred, average="binary", zero_division=0.0):
    r"""Take the harmonic mean of precision and recall: $F_1 = \dfrac{2PR}{P + R}$.

    With true positives, false positives and false negatives it is
    $\dfrac{2\,TP}{2\,TP + FP + FN}$, in which true negatives do not occur.

    Args:
        y_true: (N,) int or bool. Labels.
        y_pred: (N,) int or bool. Predicted labels.
        average: `"binary"` for the score of class 1, labels being 0 and 1; `"macro"` for the mean
            over the classes; `"micro"` for the counts of all classes together.
        zero_division: float. Score of a class that is neither present nor predicted.

    Returns:
        () float64, from 0 to 1.

    Raises:
        TypeError: If labels are neither integers nor booleans.
        ValueError: If shapes differ, there is no example, a label is neither 0 nor 1 in
            `"binary"`, or an average is unknown.

    Note:
        The classes of `"macro"` are those that occur in either array. With one label per example
        `"micro"` is the accuracy. It depends on a threshold and on the share of positives.

    Source:
        scikit-learn documentation, `sklearn.metrics.f1_score` and user guide, "Precision, recall
        and F-measures".
    """
    _check(y_true, y_pred, average)
    labels = np.union1d(y_true, y_pred)  # (C,), sorted
    if average == "binary":
        labels = np.ones(1, y_true.dtype)  # (1,)
    true, guess = y_true[:, None] == labels, y_pred[:, None] == labels  # (N, C) each
    hits = (true & guess).sum(axis=0)  # (C,), true positives
    charged = true.sum(axis=0) + guess.sum(axis=0)  # (C,), 2 TP + FP + FN
    if average == "micro":
        hits, charged = hits.sum(keepdims=True), charged.sum(keepdims=True)
    score = np.where(charged > 0, 2 * hits / np.maximum(charged, 1), zero_division)
    return score.mean()


def _check(y_true, y_pred, average):
    if average not in ("binary", "macro", "micro"):
        raise ValueError(
            f"average: wanted 'binary', 'macro' or 'micro', got {average!r}"
        )
    for name, labels in (("y_true", y_true), ("y_pred", y_pred)):
        if labels.dtype.kind not in "iub":
            raise TypeError(f"{name}: wanted integers or bool, got {labels.dtype}")
    if y_true.ndim != 1 or len(y_true) == 0:
        raise ValueError(f"y_true: wanted (N,) with examples, got {y_true.shape}")
    if y_pred.shape != y_true.shape:
        raise ValueError(f"y_pred: wanted shape {y_true.shape}, got {y_pred.shape}")
    if average == "binary":
        for name, labels in (("y_true", y_true), ("y_pred", y_pred)):
            other = labels[(labels != 0) & (labels != 1)]
            if len(other):
                raise ValueError(f"{name}: wanted labels 0 and 1, got {other[0]}")
