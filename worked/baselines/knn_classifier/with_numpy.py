"""The k-nearest-neighbors classifier from first principles."""

import numpy as np

from worked.baselines.logistic_regression.with_numpy import check_table

__all__ = ["knn_classifier"]


def knn_classifier(input, target, query, n_neighbors=5):
    r"""Answer each query with the most frequent class among its nearest training examples.

    Nearest by the Euclidean distance, $\sqrt{\sum_d (q_d - x_d)^2}$; the root changes no order and
    is left out.

    Args:
        input: (N, D) float. Training examples, their features on comparable scales.
        target: (N,) int. Classes from 0.
        query: (M, D) float. Examples to classify.
        n_neighbors: int from 1 to N. Number of votes.

    Returns:
        (M,) int64. Classes.

    Raises:
        TypeError: If `input` is neither float32 nor float64, `query` has another dtype, or `target`
            holds no integers.
        ValueError: If shapes do not fit, a number is not finite, a class is negative, or there are
            fewer examples than neighbors.

    Note:
        Nothing is trained: the examples are kept, and each query costs about N D multiplications.
        Of equal distances the earlier example counts, of equal votes the smaller class.
        Distances are summed feature by feature: the shorter way by products of matrices,
        $|q|^2 - 2 q^T x + |x|^2$, loses digits where points lie far from zero and near each other.

    Source:
        scikit-learn documentation, `sklearn.neighbors.KNeighborsClassifier`; PyTorch 2.13
        documentation, `torch.cdist`.
    """
    check_table(input, target, whole=True)
    check_query(query, input)
    check_finite(input=input, query=query)
    if not 1 <= n_neighbors <= len(input):
        raise ValueError(
            f"n_neighbors: wanted a number from 1 to {len(input)}, got {n_neighbors}"
        )
    if target.min() < 0:
        raise ValueError(f"target: wanted classes from 0, got {target.min()}")
    far = np.zeros((len(query), len(input)), input.dtype)  # (M, N), squared distances
    for theirs, ours in zip(query.T, input.T, strict=True):
        far += (theirs[:, None] - ours) ** 2  # (M, N)
    near = np.argsort(far, axis=1, kind="stable")[:, :n_neighbors]  # (M, K)
    votes = np.zeros((len(query), int(target.max()) + 1), int)  # (M, C)
    np.add.at(votes, (np.arange(len(query))[:, None], target[near]), 1)
    return votes.argmax(axis=1)  # (M,)


def check_query(query, input):
    """Refuse examples to answer that do not look like those that are known."""
    if query.dtype != input.dtype:
        raise TypeError(f"query: wanted {input.dtype} as in input, got {query.dtype}")
    if query.ndim != 2 or query.shape[1] != input.shape[1]:
        raise ValueError(
            f"query: wanted shape (M, {input.shape[1]}), got {query.shape}"
        )


def check_finite(**arrays):
    """Refuse NaN and infinity, which have no place in an order."""
    for name, array in arrays.items():
        wrong = array[~np.isfinite(array)]  # (numbers that are none,)
        if wrong.size:
            raise ValueError(f"{name}: wanted finite numbers, got {wrong[0]}")
