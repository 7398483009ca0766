"""Logistic regression from first principles: gradient descent on the binary cross-entropy."""

import numpy as np

__all__ = ["logistic_regression"]


def logistic_regression(input, target, lr=0.5, steps=100, weight_decay=0.0):
    r"""Descend from zero weights, each step against $X^T (p - y) / N$.

    With $z = Xw + b$ and $p = 1 / (1 + e^{-z})$ the mean cross-entropy has the gradient
    $X^T (p - y) / N$ in $w$ and the mean of $p - y$ in $b$.

    Args:
        input: (N, D) float. Examples.
        target: (N,) float. Labels 0 and 1, or probabilities between.
        lr: float > 0. Learning rate.
        steps: int. Steps with all examples.
        weight_decay: float. Half of it times the squared weights, without the bias, is added to
            the loss.

    Returns:
        (D + 1,) float. Weights and, at the end, the bias: log-odds.

    Raises:
        TypeError: If an array is neither float32 nor float64, or the two differ.
        ValueError: If shapes do not fit or a number makes no sense.

    Note:
        The loss is convex, so from zero weights any small enough rate leads to the same minimum.
        Where a hyperplane separates the classes there is none: without weight decay the weights
        grow as long as one descends. scikit-learn's `LogisticRegression` penalizes by default.

    Source:
        PyTorch 2.13 documentation, `torch.nn.functional.binary_cross_entropy_with_logits`;
        scikit-learn documentation, `sklearn.linear_model.LogisticRegression`.
    """
    check_table(input, target)
    check_descent(lr, steps, weight_decay)
    if not ((target >= 0) & (target <= 1)).all():
        raise ValueError(
            f"target: wanted numbers from 0 to 1, got {target.min()} to {target.max()}"
        )
    weight = np.zeros(input.shape[1], input.dtype)  # (D,)
    bias = np.zeros((), input.dtype)  # ()
    for _ in range(steps):
        # tanh never overflows, and sigmoid(z) = (1 + tanh(z / 2)) / 2.
        prob = (1 + np.tanh((input @ weight + bias) / 2)) / 2  # (N,)
        delta = (prob - target) / len(input)  # (N,)
        weight, bias = (
            weight - lr * (delta @ input + weight_decay * weight),  # (D,)
            bias - lr * delta.sum(),  # ()
        )
    return np.append(weight, bias).astype(input.dtype)  # (D + 1,)


def check_table(input, target, whole=False):
    """Refuse examples that are no table, and targets of another kind or number."""
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if whole and target.dtype.kind not in "iu":
        raise TypeError(f"target: wanted integers, got {target.dtype}")
    if not whole and target.dtype != input.dtype:
        raise TypeError(f"target: wanted {input.dtype} as in input, got {target.dtype}")
    if input.ndim != 2 or not input.size:
        raise ValueError(
            f"input: wanted (N, D) with examples and features, got {input.shape}"
        )
    if target.shape != input.shape[:1]:
        raise ValueError(f"target: wanted shape {input.shape[:1]}, got {target.shape}")


def check_descent(lr, steps, weight_decay):
    """Refuse a rate that leads nowhere, and negative numbers."""
    if not (lr > 0 and steps >= 0 and weight_decay >= 0):
        raise ValueError(
            "lr, steps, weight_decay: wanted a rate above 0 and no negative number, "
            f"got {lr}, {steps}, {weight_decay}"
        )
