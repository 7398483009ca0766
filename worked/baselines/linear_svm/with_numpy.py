"""A linear support vector machine from first principles: subgradient descent on the hinge loss."""

import numpy as np

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
    _check(input, target, lr, steps, weight_decay)
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


def _check(input, target, lr, steps, weight_decay):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if target.dtype != input.dtype:
        raise TypeError(f"target: wanted {input.dtype} as in input, got {target.dtype}")
    if input.ndim != 2 or not input.size:
        raise ValueError(
            f"input: wanted (N, D) with examples and features, got {input.shape}"
        )
    if target.shape != input.shape[:1]:
        raise ValueError(f"target: wanted shape {input.shape[:1]}, got {target.shape}")
    wrong = target[np.abs(target) != 1]  # (labels that are none,)
    if len(wrong):
        raise ValueError(f"target: wanted labels -1 or 1, got {wrong[0]}")
    if not (lr > 0 and steps >= 0 and weight_decay >= 0):
        raise ValueError(
            "lr, steps, weight_decay: wanted a rate above 0 and no negative number, "
            f"got {lr}, {steps}, {weight_decay}"
        )
