"""Cross-entropy from first principles: log-softmax, then minus the log-probability of the truth."""

import numpy as np

from worked.activations.log_softmax.with_numpy import log_softmax
from worked.activations.softmax.with_numpy import softmax

__all__ = ["cross_entropy", "cross_entropy_backward"]


def cross_entropy(
    input, target, weight=None, ignore_index=-100, reduction="mean", label_smoothing=0.0
):
    r"""Charge each example the negative log-probability of its true class: $-\log p_y$.

    Args:
        input: (N, C) float. Scores (logits), not probabilities.
        target: (N,) int class indices, or (N, C) float class probabilities.
        weight: (C,) float. Weight of each class; all ones when None.
        ignore_index: int. Class index whose rows count for nothing.
        reduction: `"mean"`, `"sum"` or `"none"`.
        label_smoothing: float in [0, 1]. Share of the target spread evenly over the classes.

    Returns:
        () float, or (N,) for `"none"`. Nats.

    Raises:
        ValueError: If shapes do not fit, an index is no class, or an option is unknown.

    Note:
        With class indices, `"mean"` divides by the weights of the rows that count, not by N;
        with class probabilities it divides by N. The mean of nothing is NaN. Both as in PyTorch.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 6.2.2.3; label smoothing:
        Szegedy et al., "Rethinking the Inception Architecture for Computer Vision", CVPR 2016,
        section 7; PyTorch 2.13 documentation, `torch.nn.CrossEntropyLoss`.
    """
    _check(input, target, weight, ignore_index, reduction, label_smoothing)
    count, classes = input.shape
    log_prob = log_softmax(input, -1)  # (N, C)
    class_weight = np.ones(classes, input.dtype) if weight is None else weight  # (C,)
    if target.dtype.kind == "f":
        aim = (1 - label_smoothing) * target + label_smoothing / classes  # (N, C)
        loss = -(aim * log_prob) @ class_weight  # (N,)
        return _reduce(loss, count, reduction)
    kept = target != ignore_index  # (N,)
    label = np.where(kept, target, 0)  # (N,)
    row_weight = class_weight[label] * kept  # (N,)
    loss = np.where(kept, -row_weight * log_prob[np.arange(count), label], 0)  # (N,)
    if label_smoothing:
        even = np.where(kept, -(log_prob @ class_weight) / classes, 0)  # (N,)
        loss = (1 - label_smoothing) * loss + label_smoothing * even  # (N,)
    return _reduce(loss, row_weight.sum(), reduction)


def cross_entropy_backward(
    grad_output,
    input,
    target,
    weight=None,
    ignore_index=-100,
    reduction="mean",
    label_smoothing=0.0,
):
    r"""Return probabilities minus target, $p - y$, times the weight of the row.

    Args:
        grad_output: () float, or (N,) for `"none"`. Gradient of the final loss in this one.
        input: (N, C) float. Scores of the forward pass.
        target: (N,) int or (N, C) float, as in the forward pass.
        weight: (C,) float. A constant: it gets no gradient.
        ignore_index: int. As in the forward pass.
        reduction: str. As in the forward pass.
        label_smoothing: float. As in the forward pass.

    Returns:
        (N, C) float. Gradient in `input`; with class probabilities a tuple with the gradient in
        `target`, (N, C), as second.
    """
    _check(input, target, weight, ignore_index, reduction, label_smoothing)
    count, classes = input.shape
    prob = softmax(input, -1)  # (N, C)
    class_weight = np.ones(classes, input.dtype) if weight is None else weight  # (C,)
    if target.dtype.kind == "f":
        grad = _grad_rows(grad_output, count, count, reduction)[:, None]  # (N, 1)
        aim = (1 - label_smoothing) * target + label_smoothing / classes  # (N, C)
        pull = aim * class_weight  # (N, C)
        grad_input = grad * (prob * pull.sum(-1, keepdims=True) - pull)  # (N, C)
        log_prob = log_softmax(input, -1)  # (N, C)
        return grad_input, -grad * (1 - label_smoothing) * class_weight * log_prob
    kept = target != ignore_index  # (N,)
    label = np.where(kept, target, 0)  # (N,)
    row_weight = class_weight[label] * kept  # (N,)
    grad = _grad_rows(grad_output, row_weight.sum(), count, reduction)  # (N,)
    own = np.where(kept, grad * (1 - label_smoothing) * row_weight, 0)  # (N,)
    shared = np.where(kept, grad * label_smoothing / classes, 0)  # (N,)
    total = own + shared * class_weight.sum()  # (N,)
    grad_input = np.multiply(prob, total[:, None], out=prob)  # (N, C)
    grad_input[np.arange(count), label] -= own
    if label_smoothing:
        grad_input -= np.outer(shared, class_weight)
    return grad_input


def _reduce(loss, total, reduction):
    if reduction == "none":
        return loss
    if reduction == "sum":
        return loss.sum()
    return loss.sum() / total


def _grad_rows(grad_output, total, count, reduction):
    scale = grad_output / total if reduction == "mean" else grad_output
    return np.broadcast_to(scale, count)  # (N,)


def _check(input, target, weight, ignore_index, reduction, label_smoothing):
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction: wanted 'none', 'mean' or 'sum', got {reduction!r}"
        )
    if not 0 <= label_smoothing <= 1:
        raise ValueError(
            f"label_smoothing: wanted a share in [0, 1], got {label_smoothing}"
        )
    if input.ndim != 2:
        raise ValueError(
            f"input: wanted scores of shape (N, C), got shape {input.shape}"
        )
    count, classes = input.shape
    wanted = (count, classes) if target.dtype.kind == "f" else (count,)
    if target.shape != wanted:
        raise ValueError(
            f"target: wanted {target.dtype} of shape {wanted}, got {target.shape}"
        )
    if weight is not None and weight.shape != (classes,):
        raise ValueError(f"weight: wanted shape ({classes},), got {weight.shape}")
    if target.dtype.kind != "f":
        wrong = (target != ignore_index) & ((target < 0) | (target >= classes))  # (N,)
        if wrong.any():
            raise ValueError(
                f"target: wanted classes from 0 to {classes - 1}, got {target[wrong][0]}"
            )
