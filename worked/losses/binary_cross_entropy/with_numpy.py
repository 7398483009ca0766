"""Binary cross-entropy of probabilities, from first principles."""

import numpy as np

__all__ = ["binary_cross_entropy", "binary_cross_entropy_backward"]


def binary_cross_entropy(input, target, weight=None, reduction="mean"):
    r"""Charge the negative log-likelihood of a coin: $-[y \log p + (1 - y) \log (1 - p)]$.

    Args:
        input: (*) float in [0, 1]. Probabilities of the positive class, not scores.
        target: (*) float in [0, 1]. True labels or probabilities, same shape.
        weight: float, broadcastable to (*). Factor of each loss; all ones when None.
        reduction: `"none"`, `"sum"` or `"mean"`.

    Returns:
        () float, or (*) for `"none"`. Nats.

    Raises:
        TypeError: If an array is neither float32 nor float64, or `target` not as `input`.
        ValueError: If a probability leaves [0, 1], shapes do not fit or the reduction is unknown.

    Note:
        The logarithms are clamped at -100, as in PyTorch: a wrong certainty costs 100 and not
        infinity. It is a patch; from scores, `binary_cross_entropy_with_logits` needs none.
        `"mean"` divides by the number of elements, not by the sum of the weights.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, sections 3.9.1 and 6.2.2.2;
        PyTorch 2.13 documentation, `torch.nn.BCELoss`.
    """
    _check(input, target, weight, reduction)
    with np.errstate(divide="ignore"):  # log 0 is minus infinity, and meant
        log_yes = np.maximum(np.log(input), -100)  # (*)
        log_no = np.maximum(np.log1p(-input), -100)  # (*)
    loss = (target - 1) * log_no - target * log_yes  # (*)
    if weight is not None:
        loss *= weight
    if reduction == "none":
        return loss
    # The mean of nothing is NaN, without a warning.
    return loss.sum() / (loss.size or np.nan) if reduction == "mean" else loss.sum()


def binary_cross_entropy_backward(
    grad_output, input, target, weight=None, reduction="mean"
):
    r"""Return $(p - y) / (p (1 - p))$, which the slope of a sigmoid, $p (1 - p)$, cancels.

    Args:
        grad_output: () float, or (*) for `"none"`. Gradient of the final loss in this one.
        input: (*) float. Probabilities of the forward pass.
        target: (*) float. True labels or probabilities.
        weight: float, broadcastable to (*). A constant: it gets no gradient.
        reduction: str. As in the forward pass.

    Returns:
        Two (*) float: gradient in `input`, and in `target`, $\log (1 - p) - \log p$.

    Note:
        As in PyTorch the clamp is not differentiated: the denominator is kept at 1e-12 or above,
        and the gradient in `target` is infinite where `input` is 0 or 1.
    """
    _check(input, target, weight, reduction)
    slope = (input - target) / np.maximum(input * (1 - input), 1e-12)  # (*)
    with np.errstate(divide="ignore"):
        gap = np.log1p(-input) - np.log(input)  # (*)
    scale = _scale(grad_output, slope, reduction)  # () or (*)
    if weight is not None:
        scale = scale * weight.astype(input.dtype, copy=False)  # (*)
    return slope * scale, gap * scale


def _scale(grad_output, loss, reduction):
    # The gradient in each element's loss, in the dtype of the data.
    shape = loss.shape if reduction == "none" else ()
    grad = np.asarray(grad_output, loss.dtype)  # () or (*)
    if grad.shape != shape:
        raise ValueError(f"grad_output: wanted shape {shape}, got {grad.shape}")
    return grad / (loss.size or np.nan) if reduction == "mean" else grad


def _check(input, target, weight, reduction):
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction: wanted 'none', 'mean' or 'sum', got {reduction!r}"
        )
    if input.shape != target.shape:
        raise ValueError(f"target: wanted shape {input.shape}, got {target.shape}")
    for name, array in (("input", input), ("target", target), ("weight", weight)):
        if array is not None and array.dtype not in (np.float32, np.float64):
            raise TypeError(f"{name}: wanted float32 or float64, got {array.dtype}")
    if target.dtype != input.dtype:
        raise TypeError(f"target: wanted {input.dtype} as in input, got {target.dtype}")
    for name, array in (("input", input), ("target", target)):
        outside = ~((array >= 0) & (array <= 1))  # (*)
        if outside.any():
            raise ValueError(
                f"{name}: wanted probabilities in [0, 1], got {array[outside][0]}"
            )
    if weight is not None and not _broadcasts(weight.shape, input.shape):
        raise ValueError(
            f"weight: wanted a shape that broadcasts to {input.shape}, got {weight.shape}"
        )


def _broadcasts(shape, wanted):
    pairs = zip(shape[::-1], wanted[::-1], strict=False)
    return len(shape) <= len(wanted) and all(a in (1, b) for a, b in pairs)
