"""A linear support vector machine from first principles: subgradient descent on the hinge loss."""

import numpy as np

from worked.baselines.logistic_regression.with_numpy import check_descent, check_table

__all__ = ["linear_svm"]


def linear_svm(input, target, lr=0.5, steps=100, weight_decay=0.01):
    r"""Descend on the mean of $\max(0, 1 - t z)$ plus a penalty on the weights.

    With $z = Xw + b$ only the examples with $t z < 1$ count: the subgradient in $z$ is
    $-t / N$ for those and 0 for the others.

    Args:
        input: (N, D) float. Examples.
        target: (N,) float. Labels $t$, -1 and 1.
        lr: float > 0. Learning rate.
        steps: int. Steps with all examples.
        weight_decay: float. Half of it times the squared weights, without the bias, is added to
            the loss; the smaller, the narrower the margin may get.

    Returns:
        (D + 1,) float. Weights, and the bias at the end; the sign of the score is the class.

    Raises:
        TypeError: If an array is neither float32 nor float64, or the two differ.
        ValueError: If shapes or labels do not fit or a number makes no sense.

    Note:
        At a fixed rate subgradient descent usually ends up jumping around the minimum, because the
        slope does not shrink toward the kink. An example exactly on the margin gets the slope 0.
        `LinearSVC` squares the hinge unless it is told otherwise, and penalizes the bias too.

    Source:
        PyTorch 2.13 documentation, `torch.optim.SGD`; scikit-learn
        documentation, `sklearn.svm.LinearSVC`.
    """
    check_table(input, target)
    check_descent(lr, steps, weight_decay)
    wrong = target[np.abs(target) != 1]  # (labels that are none,)
    if len(wrong):
        raise ValueError(f"target: wanted labels -1 or 1, got {wrong[0]}")
    weight = np.zeros(input.shape[1], input.dtype)  # (D,)
    bias = np.zeros((), input.dtype)  # ()
    for _ in range(steps):
        inside = target * (input @ weight + bias) < 1  # (N,)
        delta = np.where(inside, -target, 0) / len(input)  # (N,)
        weight, bias = (
            weight - lr * (delta @ input + weight_decay * weight),  # (D,)
            bias - lr * delta.sum(),  # ()
        )
    return np.append(weight, bias).astype(input.dtype)  # (D + 1,)
