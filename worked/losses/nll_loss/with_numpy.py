"""Negative log-likelihood from first principles."""

import numpy as np

__all__ = ["nll_loss", "nll_loss_backward"]


def nll_loss(input, target, weight=None, ignore_index=-100, reduction="mean"):
    r"""Charge each example minus the log-probability of its true class: $-\log p_y$.

    Args:
        input: (N, C) float. Log-probabilities, such as those of a log-softmax.
        target: (N,) int. Class indices.
        weight: (C,) float. Weight of each class; all ones when None.
        ignore_index: int. Class index whose rows count for nothing.
        reduction: `"none"`, `"sum"` or `"mean"`.

    Returns:
        () float, or (N,) for `"none"`. Nats.

    Raises:
        TypeError: If `input` is not floating or `target` is.
        ValueError: If shapes do not fit, an index is no class or the reduction is unknown.

    Note:
        The logarithm is not taken here: given plain probabilities it returns minus a
        probability, without an error. `"mean"` divides by the weights of the rows that count.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 5.5;
        PyTorch 2.13 documentation, `torch.nn.NLLLoss`.
    """
    _check(input, target, weight, ignore_index, reduction)
    label, row_weight = _rows(input, target, weight, ignore_index)  # (N,), (N,)
    picked = input[np.arange(len(label)), label]  # (N,)
    loss = np.where(target == ignore_index, 0, -row_weight * picked)  # (N,)
    if reduction == "none":
        return loss
    return loss.sum() / row_weight.sum() if reduction == "mean" else loss.sum()


def nll_loss_backward(
    grad_output, input, target, weight=None, ignore_index=-100, reduction="mean"
):
    r"""Return minus the weight of the row at the true class, and zero elsewhere.

    Args:
        grad_output: () float, or (N,) for `"none"`. Gradient of the final loss in this one.
        input: (N, C) float. Log-probabilities of the forward pass.
        target: (N,) int. Class indices.
        weight: (C,) float. A constant: it gets no gradient.
        ignore_index: int. As in the forward pass.
        reduction: str. As in the forward pass.

    Returns:
        (N, C) float. Gradient in `input`.
    """
    _check(input, target, weight, ignore_index, reduction)
    label, row_weight = _rows(input, target, weight, ignore_index)  # (N,), (N,)
    scale = grad_output / row_weight.sum() if reduction == "mean" else grad_output
    grad = np.zeros_like(input)  # (N, C)
    own = np.where(target == ignore_index, 0, -row_weight * scale)  # (N,)
    grad[np.arange(len(label)), label] = own
    return grad


def _rows(input, target, weight, ignore_index):
    kept = target != ignore_index  # (N,)
    label = np.where(kept, target, 0)  # (N,)
    ones = np.ones(input.shape[1], input.dtype)  # (C,)
    return label, (ones if weight is None else weight)[label] * kept


def _check(input, target, weight, ignore_index, reduction):
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction: wanted 'none', 'mean' or 'sum', got {reduction!r}"
        )
    if input.dtype.kind != "f":
        raise TypeError(f"input: wanted a floating dtype, got {input.dtype}")
    if target.dtype.kind not in "iu":
        raise TypeError(f"target: wanted integer class indices, got {target.dtype}")
    if input.ndim != 2:
        raise ValueError(
            f"input: wanted log-probabilities of shape (N, C), got shape {input.shape}"
        )
    count, classes = input.shape
    if target.shape != (count,):
        raise ValueError(f"target: wanted shape ({count},), got {target.shape}")
    if weight is not None and weight.shape != (classes,):
        raise ValueError(f"weight: wanted shape ({classes},), got {weight.shape}")
    wrong = (target != ignore_index) & ((target < 0) | (target >= classes))  # (N,)
    if wrong.any():
        raise ValueError(
            f"target: wanted classes from 0 to {classes - 1}, got {target[wrong][0]}"
        )
