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
        input: (N, C) or (N, C, d1, ...) float. Scores (logits), not probabilities. An image has
            its scores as (N, C, H, W).
        target: (N,) or (N, d1, ...) int class indices, or float class probabilities shaped as
            `input`.
        weight: (C,) float. Weight of each class; all ones when None.
        ignore_index: int. Class index whose rows count for nothing; with class probabilities
            there are no indices, so one that could be a class, 0 or above, is refused.
        reduction: `"mean"`, `"sum"` or `"none"`.
        label_smoothing: float in [0, 1]. Share of the target spread evenly over the classes.

    Returns:
        () float, or (N,) or (N, d1, ...) for `"none"`. Nats.

    Raises:
        TypeError: If `input` is neither float32 nor float64, `weight` not as `input`, or `target`
            holds neither such floats nor integers.
        ValueError: If shapes do not fit, an index is no class, or an option is unknown.

    Note:
        A row is the C scores of one target, M of them in all: N, or N d1 d2 ... With class indices
        `"mean"` divides by the weights of the rows that count, not by M; with class probabilities
        it divides by M. The mean of nothing is NaN. All as in PyTorch.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 6.2.2.3; label smoothing:
        Szegedy et al., "Rethinking the Inception Architecture for Computer Vision", CVPR 2016,
        section 7; PyTorch 2.13 documentation, `torch.nn.CrossEntropyLoss`.
    """
    _check(input, target, weight, ignore_index, reduction, label_smoothing)
    scores, classes = _rows(input), input.shape[1]  # (M, C)
    class_weight = np.ones(classes, input.dtype) if weight is None else weight  # (C,)
    if target.dtype.kind == "f":
        aim = _smooth(_rows(target), label_smoothing)  # (M, C)
        loss = -(aim * log_softmax(scores, 1)) @ class_weight  # (M,)
        return _reduce(loss.reshape(_without_classes(input)), len(loss), reduction)
    kept, label, row_weight = _labels(target, class_weight, ignore_index)  # (M,) each
    shifted = scores - scores.max(1, keepdims=True)  # (M, C), at most 0
    own = shifted[np.arange(len(label)), label]  # (M,)
    even = shifted @ class_weight / classes if label_smoothing else 0  # (M,)
    log_sum = np.log(np.exp(shifted, out=shifted).sum(1))  # (M,)
    loss = row_weight * (log_sum - own)  # (M,), minus log p of the true class
    if label_smoothing:
        even = log_sum * (class_weight.sum() / classes) - even  # (M,)
        loss = (1 - label_smoothing) * loss + label_smoothing * even  # (M,)
    loss = np.where(kept, loss, 0).reshape(target.shape)  # (N,) or (N, d1, ...)
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
        grad_output: () float, or the losses' shape for `"none"`. Gradient of the final loss in
            this one.
        input: (N, C) or (N, C, d1, ...) float. Scores of the forward pass.
        target: int class indices or float class probabilities, as in the forward pass.
        weight: (C,) float. A constant: it gets no gradient.
        ignore_index: int. As in the forward pass.
        reduction: str. As in the forward pass.
        label_smoothing: float. As in the forward pass.

    Returns:
        Gradient in `input`, shaped as it; with class probabilities a tuple with the gradient in
        `target` as second.
    """
    _check(input, target, weight, ignore_index, reduction, label_smoothing)
    scores, classes = _rows(input), input.shape[1]  # (M, C)
    class_weight = np.ones(classes, input.dtype) if weight is None else weight  # (C,)
    if target.dtype.kind == "f":
        aim = _smooth(_rows(target), label_smoothing)  # (M, C)
        grad = _grad_rows(grad_output, input, len(aim), reduction)[:, None]  # (M, 1)
        pull = aim * class_weight  # (M, C)
        grad_input = grad * (softmax(scores, 1) * pull.sum(1, keepdims=True) - pull)
        log_prob = log_softmax(scores, 1)  # (M, C)
        grad_target = -grad * (1 - label_smoothing) * class_weight * log_prob  # (M, C)
        return _like(grad_input, input), _like(grad_target, target)
    kept, label, row_weight = _labels(target, class_weight, ignore_index)  # (M,) each
    grad = _grad_rows(grad_output, input, row_weight.sum(), reduction)  # (M,)
    own = np.where(kept, grad * (1 - label_smoothing) * row_weight, 0)  # (M,)
    shared = np.where(kept, grad * label_smoothing / classes, 0)  # (M,)
    total = own + shared * class_weight.sum()  # (M,)
    shifted = scores - scores.max(1, keepdims=True)  # (M, C), at most 0
    grad_input = np.exp(shifted, out=shifted)  # (M, C), probabilities times their sum
    grad_input *= (total / grad_input.sum(1))[:, None]
    grad_input[np.arange(len(label)), label] -= own
    if label_smoothing:
        grad_input -= np.outer(shared, class_weight)
    return _like(grad_input, input)


def _rows(array):
    # (N, C, d1, ...) as (M, C): one row for each target.
    return np.moveaxis(array, 1, -1).reshape(-1, array.shape[1])  # (M, C)


def _like(rows, array):
    # (M, C) back to (N, C, d1, ...).
    shape = (*_without_classes(array), array.shape[1])
    return np.moveaxis(rows.reshape(shape), -1, 1).astype(array.dtype, copy=False)


def _smooth(target, label_smoothing):
    return (1 - label_smoothing) * target + label_smoothing / target.shape[1]  # (M, C)


def _without_classes(array):
    return array.shape[:1] + array.shape[2:]


def _labels(target, class_weight, ignore_index):
    kept = target.reshape(-1) != ignore_index  # (M,)
    label = np.where(kept, target.reshape(-1), 0)  # (M,)
    return kept, label, class_weight[label] * kept


def _reduce(loss, total, reduction):
    if reduction == "none":
        return loss
    if reduction == "sum":
        return loss.sum()
    with np.errstate(divide="ignore", invalid="ignore"):  # no row counts
        return np.divide(loss.sum(), total, dtype=loss.dtype)  # ()


def _grad_rows(grad_output, input, total, reduction):
    wanted = _without_classes(input) if reduction == "none" else ()
    grad = np.asarray(grad_output, input.dtype)  # wanted
    if grad.shape != wanted:
        raise ValueError(f"grad_output: wanted shape {wanted}, got {grad.shape}")
    if reduction == "mean":
        with np.errstate(divide="ignore", invalid="ignore"):  # no row counts
            grad = grad / total  # ()
    return np.broadcast_to(grad, _without_classes(input)).reshape(-1)  # (M,)


def _check(input, target, weight, ignore_index, reduction, label_smoothing):
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction: wanted 'none', 'mean' or 'sum', got {reduction!r}"
        )
    if not 0 <= label_smoothing <= 1:
        raise ValueError(
            f"label_smoothing: wanted a share in [0, 1], got {label_smoothing}"
        )
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    soft = target.dtype in (np.float32, np.float64)
    if not soft and target.dtype.kind not in "iu":
        raise TypeError(
            f"target: wanted float32, float64 or an integer dtype, got {target.dtype}"
        )
    if soft and ignore_index >= 0:
        raise ValueError(
            "ignore_index: wanted none with class probabilities, which have no index, "
            f"got {ignore_index}"
        )
    if input.ndim < 2:
        raise ValueError(
            f"input: wanted scores of shape (N, C, ...), got shape {input.shape}"
        )
    classes = input.shape[1]
    if not classes:
        raise ValueError(f"input: wanted one class or more, got shape {input.shape}")
    wanted = input.shape if soft else _without_classes(input)
    if target.shape != wanted:
        raise ValueError(
            f"target: wanted {target.dtype} of shape {wanted}, got {target.shape}"
        )
    if weight is None:
        pass
    elif weight.shape != (classes,):
        raise ValueError(f"weight: wanted shape ({classes},), got {weight.shape}")
    elif weight.dtype != input.dtype:
        raise TypeError(f"weight: wanted {input.dtype} as in input, got {weight.dtype}")
    if not soft:
        wrong = (target != ignore_index) & ((target < 0) | (target >= classes))
        if wrong.any():
            raise ValueError(
                f"target: wanted classes from 0 to {classes - 1}, got {target[wrong][0]}"
            )
