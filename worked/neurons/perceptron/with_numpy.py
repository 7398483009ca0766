"""Rosenblatt's perceptron rule from first principles, and the bound on its mistakes."""

import numpy as np

from worked.baselines.logistic_regression.with_numpy import check_table

__all__ = ["mistake_bound", "perceptron"]


def perceptron(input, target, order, lr=1.0):
    r"""Visit examples in the given order, and at each mistake move the weights by the example.

    With the prediction $\hat y = 1$ if $w \cdot x + b \ge 0$ and 0 otherwise, the rule is
    $w \leftarrow w + \eta (y - \hat y) x$ and $b \leftarrow b + \eta (y - \hat y)$: nothing for a
    right answer, and a step of $\eta x$ toward or away from the example for a wrong one.

    Args:
        input: (N, D) float. Examples.
        target: (N,) float. Labels $y$, 0 and 1.
        order: (S,) int. Rows in the order of their visits; `np.tile(np.arange(N), 3)` is three
            epochs.
        lr: float > 0. Learning rate $\eta$.

    Returns:
        (M + 1, D + 1) float. Weights, and the bias at the end, before the first mistake and after
        each of the M mistakes; the last row is the result.

    Raises:
        TypeError: If an array is neither float32 nor float64, the two differ, or `order` does not
            hold integers.
        ValueError: If shapes, labels or rows do not fit or the rate is not positive.

    Note:
        The weights start at zero, so the rate only scales them: predictions do not depend on it.
        The rule is subgradient descent on max(0, -t z), one example at a time, with t = 2y - 1
        and z the weighted sum. Where a hyperplane separates the classes it makes finitely many
        mistakes in any order; where none does, it goes on making them.

    Source:
        Rosenblatt, "The perceptron: a probabilistic model for information storage and
        organization in the brain", *Psychological Review* 65, 1958, by the page
        https://centerconsulting.com/ai-library/papers/the-perceptron; scikit-learn
        documentation, `sklearn.linear_model.Perceptron`.
    """
    _check(input, target, order, lr)
    with_one = np.c_[input, np.ones(len(input), input.dtype)]  # (N, D + 1)
    path = [np.zeros(with_one.shape[1], input.dtype)]  # (D + 1,)
    for row in order:
        x = with_one[row]  # (D + 1,)
        error = target[row] - (x @ path[-1] >= 0)  # ()
        if error != 0:
            path.append((path[-1] + lr * error * x).astype(input.dtype))  # (D + 1,)
    return np.stack(path)  # (M + 1, D + 1)


def mistake_bound(input, target, weight):
    r"""Bound the mistakes of the perceptron rule by $(R / \gamma)^2$, the order being any.

    $R$ is the length of the longest example and $\gamma$ the smallest distance of an example from
    the given separating hyperplane, both with a one appended to the examples, as the bias needs.

    Args:
        input: (N, D) float. Examples.
        target: (N,) float. Labels, 0 and 1.
        weight: (D + 1,) float. Weights, and the bias at the end, that separate the classes.

    Returns:
        () float. Mistakes at most; infinity if `weight` does not separate the classes.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If shapes or labels do not fit.

    Note:
        Each separating hyperplane gives a bound, and the one of the largest margin the lowest.
        The number of examples and that of features do not enter.

    Source:
        Novikoff, "On convergence proofs on perceptrons", 1962, by the page
        https://bnaskrecki.faculty.wmi.amu.edu.pl/nnets/applets/convergence.html.
    """
    _check(input, target, np.arange(0), 1.0)
    if weight.dtype != input.dtype:
        raise TypeError(f"weight: wanted {input.dtype} as in input, got {weight.dtype}")
    if weight.shape != (input.shape[1] + 1,):
        wanted = (input.shape[1] + 1,)
        raise ValueError(f"weight: wanted shape {wanted}, got {weight.shape}")
    with_one = np.c_[input, np.ones(len(input), input.dtype)]  # (N, D + 1)
    radius = np.linalg.norm(with_one, axis=1).max()  # ()
    side = (2 * target - 1) * (with_one @ weight)  # (N,), above 0 where it is right
    if not side.min() > 0:
        return np.asarray(np.inf, input.dtype)  # ()
    return (radius * np.linalg.norm(weight) / side.min()) ** 2  # ()


def _check(input, target, order, lr):
    check_table(input, target)
    if order.dtype.kind != "i":
        raise TypeError(f"order: wanted integers, got {order.dtype}")
    if not np.isin(target, (0, 1)).all():
        wrong = target[~np.isin(target, (0, 1))][0]
        raise ValueError(f"target: wanted labels 0 or 1, got {wrong}")
    if order.ndim != 1:
        raise ValueError(f"order: wanted (S,), got {order.shape}")
    strange = order[(order < 0) | (order >= len(input))]  # (rows that are none,)
    if len(strange):
        raise ValueError(
            f"order: wanted rows from 0 to {len(input) - 1}, got {strange[0]}"
        )
    if not lr > 0:
        raise ValueError(f"lr: wanted a number above 0, got {lr}")
