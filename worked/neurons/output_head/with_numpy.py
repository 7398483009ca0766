"""The output heads from first principles: what a task makes of the last layer's scores."""

import numpy as np

from worked.activations.sigmoid.with_numpy import sigmoid, sigmoid_backward
from worked.activations.softmax.with_numpy import softmax, softmax_backward
from worked.losses.binary_cross_entropy_with_logits.with_numpy import (
    binary_cross_entropy_with_logits,
    binary_cross_entropy_with_logits_backward,
)
from worked.losses.cross_entropy.with_numpy import cross_entropy, cross_entropy_backward
from worked.losses.mse_loss.with_numpy import mse_loss, mse_loss_backward

__all__ = [
    "output_head",
    "output_head_backward",
    "output_head_loss",
    "output_head_loss_backward",
]

TASKS = ("regression", "binary", "multi-label", "multi-class")


def output_head(input, task):
    r"""Turn scores into predictions: as they are, by a sigmoid each, or by one softmax per row.

    `"regression"`: $\hat y = z$. `"binary"` and `"multi-label"`:
    $p_k = 1 / (1 + e^{-z_k})$ for each score by itself. `"multi-class"`:
    $p_k = e^{z_k} / \sum_j e^{z_j}$ over a row.

    Args:
        input: (N, C) float. Scores (logits) of the last affine layer, one row per example:
            C is 1 for `"binary"`, the number of targets, labels or classes otherwise.
        task: str. `"regression"`, `"binary"`, `"multi-label"` or `"multi-class"`.

    Returns:
        (N, C) float. The target's own unit for `"regression"`, probabilities otherwise; only
        those of `"multi-class"` add up to 1 in a row.

    Raises:
        TypeError: If `input` is neither float32 nor float64.
        ValueError: If `input` is no matrix, has other than one column for `"binary"`, or no task
            is called so.

    Note:
        Softmax and sigmoid are one function where there are two classes:
        $\operatorname{softmax}(0, z)_2 = \sigma(z)$. A decision needs neither, because both keep
        the order of the scores: take the largest, or compare with 0 (for a probability of 1/2).

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 6.2.2.
    """
    _check(input, task)
    if task == "regression":
        return input.copy()  # (N, C)
    if task == "multi-class":
        return softmax(input, -1)  # (N, C)
    return sigmoid(input)  # (N, C)


def output_head_backward(grad_output, input, task):
    """Pass the gradient through the head: unchanged, or by the slope of sigmoid or softmax.

    Args:
        grad_output: (N, C) float. Gradient of the loss with respect to the predictions.
        input: (N, C) float. Scores of the forward pass.
        task: str. As in the forward pass.

    Returns:
        (N, C) float. Gradient with respect to `input`.
    """
    _check(input, task)
    grad = np.asarray(grad_output, input.dtype)  # (N, C)
    if grad.shape != input.shape:
        raise ValueError(f"grad_output: wanted shape {input.shape}, got {grad.shape}")
    if task == "regression":
        return grad.copy()  # (N, C)
    if task == "multi-class":
        return softmax_backward(grad, input, -1)  # (N, C)
    return sigmoid_backward(grad, input)  # (N, C)


def output_head_loss(input, target, task):
    r"""Charge scores by the loss that belongs to the task's head, with the head inside.

    Squared error for `"regression"`, binary cross-entropy for `"binary"` and `"multi-label"`,
    categorical cross-entropy for `"multi-class"`: each is, up to constants, the negative
    log-likelihood of the distribution whose mean the head predicts.

    Args:
        input: (N, C) float. Scores, before any sigmoid or softmax.
        target: (N, C) float: quantities, or labels from 0 to 1; for `"multi-class"` (N,) int,
            the index of the true class.
        task: str. As in `output_head`.

    Returns:
        () float. Mean over all N C numbers, over the N rows for `"multi-class"`; the square of
        the target's unit for `"regression"`, nats otherwise.

    Raises:
        TypeError: If a dtype is another one than above.
        ValueError: If shapes or classes do not fit, or no task is called so.

    Note:
        The gradient with respect to the scores is prediction minus target in all four cases,
        divided by the number of terms of the mean, and twice that for the squared error. The
        slope of the head cancels, so a saturated output still learns.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 6.2.2; PyTorch 2.13
        documentation, `torch.nn.MSELoss`, `BCEWithLogitsLoss` and `CrossEntropyLoss`.
    """
    _check_target(input, target, task)
    if task == "regression":
        return mse_loss(input, target)
    if task == "multi-class":
        return cross_entropy(input, target)
    return binary_cross_entropy_with_logits(input, target)


def output_head_loss_backward(grad_output, input, target, task):
    """Return prediction minus target, as a share of the mean; twice that for the squared error.

    Args:
        grad_output: () float. Gradient of the final loss with respect to this one.
        input: (N, C) float. Scores of the forward pass.
        target: (N, C) float or (N,) int. A constant: it gets no gradient.
        task: str. As in the forward pass.

    Returns:
        (N, C) float. Gradient with respect to `input`.
    """
    _check_target(input, target, task)
    if task == "regression":
        return mse_loss_backward(grad_output, input, target)[0]
    if task == "multi-class":
        return cross_entropy_backward(grad_output, input, target)
    return binary_cross_entropy_with_logits_backward(grad_output, input, target)[0]


def _check_target(input, target, task):
    _check(input, task)
    if task == "multi-class" and target.dtype.kind not in "iu":
        raise TypeError(f"target: wanted integer class indices, got {target.dtype}")


def _check(input, task):
    if task not in TASKS:
        raise ValueError(f"task: wanted one of {', '.join(TASKS)}, got {task!r}")
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if input.ndim != 2 or not input.shape[1]:
        raise ValueError(
            f"input: wanted scores of shape (N, C), C at least 1, got {input.shape}"
        )
    if task == "binary" and input.shape[1] != 1:
        raise ValueError(
            f"input: wanted one score per example for 'binary', got {input.shape[1]}"
        )
