"""Gradient boosting of decision stumps from first principles, for a squared error."""

import numpy as np

from worked.baselines.knn_classifier.with_numpy import check_finite, check_query
from worked.baselines.logistic_regression.with_numpy import check_table

__all__ = ["gradient_boosting"]


def gradient_boosting(input, target, query, n_estimators=100, learning_rate=0.1):
    r"""Begin with the mean, and add one stump after another, fitted to the residuals.

    The residual $r = y - \hat y$ is the negative gradient of $(y - \hat y)^2 / 2$ with respect to
    the prediction. A stump splits one feature at one threshold and answers with the mean residual
    on either side. With $n_L$ and $n_R$ examples and the sum $S$ of the residuals on the left
    (residuals sum to zero, so it is $-S$ on the right) it lowers the squared error by
    $S^2 (1 / n_L + 1 / n_R)$; the split with the largest decrease is taken.

    Args:
        input: (N, D) float. Training examples.
        target: (N,) float. Values, in the unit of what is predicted.
        query: (M, D) float. Examples to predict.
        n_estimators: int. Number of stumps.
        learning_rate: float > 0. Share of each stump's answer that is added.

    Returns:
        (M,) float. Predictions, in the unit of the targets.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If shapes do not fit, a number is not finite, or an option makes no sense.

    Note:
        A threshold lies midway between two values that occur; what equals it goes left.
        Of equal splits the first feature, then the lowest threshold is taken.
        Sums of stumps are sums of functions of one feature each: an interaction of two features
        needs deeper trees. Only the order of a feature's values counts for the splits, so scaling
        a feature changes nothing.

    Source:
        scikit-learn documentation, `sklearn.ensemble.GradientBoostingRegressor` (with
        `max_depth=1`), and its user guide, section 1.11.1 (gradient-boosted trees).
    """
    check_table(input, target)
    check_query(query, input)
    check_finite(input=input, target=target, query=query)
    if not (n_estimators >= 0 and learning_rate > 0):
        raise ValueError(
            "n_estimators, learning_rate: wanted no negative number and a rate above 0, "
            f"got {n_estimators}, {learning_rate}"
        )
    order = np.argsort(input, axis=0, kind="stable")  # (N, D)
    ranked = np.take_along_axis(input, order, axis=0)  # (N, D)
    low, high = ranked[:-1], ranked[1:]  # (N - 1, D), (N - 1, D)
    left = np.arange(1, len(input))[:, None]  # (N - 1, 1), examples left of each split
    right = len(input) - left  # (N - 1, 1)
    fitted = np.full_like(target, target.mean())  # (N,)
    answer = np.full(len(query), target.mean(), input.dtype)  # (M,)
    for _ in range(n_estimators if (low < high).any() else 0):
        below = np.cumsum((target - fitted)[order], axis=0)[:-1]  # (N - 1, D)
        gain = np.where(low < high, below**2 / (left * right), -1)  # (N - 1, D)
        feature, place = np.divmod(gain.T.argmax(), len(gain))
        threshold = low[place, feature] / 2 + high[place, feature] / 2
        if not threshold < high[place, feature]:  # rounded up
            threshold = low[place, feature]
        total = below[place, feature]
        leaves = total / left[place, 0], -total / right[place, 0]
        for predicted, examples in ((fitted, input), (answer, query)):
            step = np.where(examples[:, feature] <= threshold, *leaves)  # (N,) or (M,)
            predicted += learning_rate * step
    return answer
