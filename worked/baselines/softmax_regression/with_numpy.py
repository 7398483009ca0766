"""Softmax regression from first principles: gradient descent on the cross-entropy."""

import numpy as np

from worked.baselines.logistic_regression.with_numpy import check_descent, check_table

__all__ = ["softmax_regression"]


def softmax_regression(
    input, target, lr=0.5, steps=100, weight_decay=0.0, num_classes=-1
):
    r"""Descend from zero weights, each step against $(P - Y)^T X / N$.

    With scores $Z = X W^T + b$, probabilities $P$ of their softmax and one-hot labels $Y$ the mean
    cross-entropy has the gradient $(P - Y)^T X / N$ in $W$ and the mean of $P - Y$ in $b$.

    Args:
        input: (N, D) float. Examples.
        target: (N,) int. Classes from 0.
        lr: float > 0. Learning rate.
        steps: int. Steps with all examples.
        weight_decay: float. Half of it times the squared weights, without the biases, is added to
            the loss.
        num_classes: int. Number of classes C; -1 for the largest label plus one.

    Returns:
        (C, D + 1) float. A row of weights per class, its bias at the end; log-probabilities up to a
        constant that all classes share. The class with the highest score is the answer.

    Raises:
        TypeError: If `input` is neither float32 nor float64, or `target` holds no integers.
        ValueError: If shapes or labels do not fit or a number makes no sense.

    Note:
        It is a network without a hidden layer, and the loss is convex, so that zero is as good a
        start as any. Adding one vector to all rows changes no probability; from zero weights the
        rows sum to zero at every step. With two classes the difference of the rows is what
        logistic regression finds.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 6.2.2.3; scikit-learn
        documentation, `sklearn.linear_model.LogisticRegression`.
    """
    check_table(input, target, whole=True)
    check_descent(lr, steps, weight_decay)
    classes = int(target.max()) + 1 if num_classes == -1 else num_classes
    if not 0 <= target.min() <= target.max() < classes:
        raise ValueError(
            f"target: wanted classes from 0 to {classes - 1}, "
            f"got {target.min()} to {target.max()}"
        )
    truth = np.eye(classes, dtype=input.dtype)[target]  # (N, C)
    weight = np.zeros((classes, input.shape[1]), input.dtype)  # (C, D)
    bias = np.zeros(classes, input.dtype)  # (C,)
    for _ in range(steps):
        z = input @ weight.T + bias  # (N, C)
        e = np.exp(z - z.max(axis=1, keepdims=True))  # (N, C)
        delta = (e / e.sum(axis=1, keepdims=True) - truth) / len(input)  # (N, C)
        weight, bias = (
            weight - lr * (delta.T @ input + weight_decay * weight),  # (C, D)
            bias - lr * delta.sum(axis=0),  # (C,)
        )
    return np.c_[weight, bias].astype(input.dtype)  # (C, D + 1)
