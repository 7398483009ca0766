"""Softmax regression from first principles: gradient descent on the cross-entropy."""

import numpy as np

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
    classes = _check(input, target, lr, steps, weight_decay, num_classes)
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


def _check(input, target, lr, steps, weight_decay, num_classes):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if target.dtype.kind not in "iu":
        raise TypeError(f"target: wanted integers, got {target.dtype}")
    if input.ndim != 2 or not input.size:
        raise ValueError(
            f"input: wanted (N, D) with examples and features, got {input.shape}"
        )
    if target.shape != input.shape[:1]:
        raise ValueError(f"target: wanted shape {input.shape[:1]}, got {target.shape}")
    if not (lr > 0 and steps >= 0 and weight_decay >= 0):
        raise ValueError(
            "lr, steps, weight_decay: wanted a rate above 0 and no negative number, "
            f"got {lr}, {steps}, {weight_decay}"
        )
    classes = int(target.max()) + 1 if num_classes == -1 else num_classes
    if not 0 <= target.min() <= target.max() < classes:
        raise ValueError(
            f"target: wanted classes from 0 to {classes - 1}, "
            f"got {target.min()} to {target.max()}"
        )
    return classes
