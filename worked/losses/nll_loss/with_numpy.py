"""Negative log-likelihood from first principles."""

import numpy as np

__all__ = ["nll_loss", "nll_loss_backward"]


def nll_loss(input, target, weight=None, ignore_index=-100, reduction="mean"):
    r"""Charge each example minus the log-probability of its true class: $-\log p_y$.

    Args:
        input: (N, C) or (N, C, d1, ...) float. Log-probabilities, such as those of a log-softmax.
        target: (N,) or (N, d1, ...) int. Class indices.
        weight: (C,) float. Weight of each class; all ones when None.
        ignore_index: int. Class index whose rows count for nothing.
        reduction: `"none"`, `"sum"` or `"mean"`.

    Returns:
        () float, or (N,) or (N, d1, ...) for `"none"`. Nats.

    Raises:
        TypeError: If `input` is neither float32 nor float64, `weight` not as `input`, or `target`
            holds no integers.
        ValueError: If shapes do not fit, an index is no class or the reduction is unknown.

    Note:
        The logarithm is not taken here: given plain probabilities it returns minus a
        probability, without an error. `"mean"` divides by the weights of the targets that count;
        the mean of nothing is NaN.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 5.5;
        PyTorch 2.13 documentation, `torch.nn.NLLLoss`.
    """
    _check(input, target, weight, ignore_index, reduction)
    label, weights = _labels(input, target, weight, ignore_index)  # (N, ...), (N, ...)
    picked = np.take_along_axis(input, label[:, None], 1)[:, 0]  # (N, ...)
    loss = np.where(target == ignore_index, 0, -weights * picked)  # (N, ...)
    if reduction == "none":
        return loss
    if reduction == "sum":
        return loss.sum()
    with np.errstate(divide="ignore", invalid="ignore"):  # no target counts
        return loss.sum() / weights.sum()


def nll_loss_backward(
    grad_output, input, target, weight=None, ignore_index=-100, reduction="mean"
):
    r"""Return minus the weight of the row at the true class, and zero elsewhere.

    Args:
        grad_output: () float, or shaped as `target` for `"none"`. Gradient of the final loss in
            this one.
        input: (N, C) or (N, C, d1, ...) float. Log-probabilities of the forward pass.
        target: (N,) or (N, d1, ...) int. Class indices.
        weight: (C,) float. A constant: it gets no gradient.
        ignore_index: int. As in the forward pass.
        reduction: str. As in the forward pass.

    Returns:
        Gradient in `input`, shaped as it.
    """
    _check(input, target, weight, ignore_index, reduction)
    label, weights = _labels(input, target, weight, ignore_index)  # (N, ...), (N, ...)
    wanted = target.shape if reduction == "none" else ()
    scale = np.asarray(grad_output, input.dtype)  # () or (N, ...)
    if scale.shape != wanted:
        raise ValueError(f"grad_output: wanted shape {wanted}, got {scale.shape}")
    if reduction == "mean":
        with np.errstate(divide="ignore", invalid="ignore"):  # no target counts
            scale = scale / weights.sum()  # ()
    own = np.where(target == ignore_index, 0, -weights * scale)  # (N, ...)
    grad = np.zeros_like(input)  # (N, C, ...)
    np.put_along_axis(grad, label[:, None], own[:, None], 1)
    return grad


def _labels(input, target, weight, ignore_index):
    kept = target != ignore_index  # (N, ...)
    label = np.where(kept, target, 0)  # (N, ...)
    if weight is None:
        return label, kept.astype(input.dtype)
    return label, weight[label] * kept


def _check(input, target, weight, ignore_index, reduction):
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction: wanted 'none', 'mean' or 'sum', got {reduction!r}"
        )
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if target.dtype.kind not in "iu":
        raise TypeError(f"target: wanted integer class indices, got {target.dtype}")
    if input.ndim < 2:
        raise ValueError(
            "input: wanted log-probabilities of shape (N, C, ...), "
            f"got shape {input.shape}"
        )
    classes, wanted = input.shape[1], input.shape[:1] + input.shape[2:]
    if not classes:
        raise ValueError(f"input: wanted one class or more, got shape {input.shape}")
    if target.shape != wanted:
        raise ValueError(f"target: wanted shape {wanted}, got {target.shape}")
    if weight is not None and weight.shape != (classes,):
        raise ValueError(f"weight: wanted shape ({classes},), got {weight.shape}")
    if weight is not None and weight.dtype != input.dtype:
        raise TypeError(f"weight: wanted {input.dtype} as in input, got {weight.dtype}")
    wrong = (target != ignore_index) & ((target < 0) | (target >= classes))  # (N, ...)
    if wrong.any():
        raise ValueError(
            f"target: wanted classes from 0 to {classes - 1}, got {target[wrong][0]}"
        )
