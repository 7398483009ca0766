"""Binary cross-entropy of scores, in the form that stays finite."""

import numpy as np

__all__ = [
    "binary_cross_entropy_with_logits",
    "binary_cross_entropy_with_logits_backward",
]


def binary_cross_entropy_with_logits(
    input, target, weight=None, reduction="mean", pos_weight=None
):
    r"""Charge $-[c\, y \log \sigma(z) + (1 - y) \log (1 - \sigma(z))]$ without forming $\sigma(z)$.

    Args:
        input: (*) float. Scores (logits) of the positive class, not probabilities.
        target: (*) float. True labels or probabilities, same shape.
        weight: float, broadcastable to (*). Factor of each loss; all ones when None.
        reduction: `"none"`, `"sum"` or `"mean"`.
        pos_weight: float, broadcastable to (*). Factor $c$ of the positive term; one when None.

    Returns:
        () float, or (*) for `"none"`. Nats.

    Raises:
        TypeError: If an array is neither float32 nor float64.
        ValueError: If shapes do not fit or the reduction is unknown.

    Note:
        $-\log \sigma(z) = \max(-z, 0) + \log(1 + e^{-|z|})$: no exponent is positive, and the
        logarithm is taken of a number between 1 and 2. Scores of 1e4 cost 1e4 or 0, exactly.
        `"mean"` divides by the number of elements, whatever the weights.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 6.2.2.2;
        PyTorch 2.13 documentation, `torch.nn.BCEWithLogitsLoss`.
    """
    _check(input, target, weight, reduction, pos_weight)
    no_cost, yes_cost = _costs(input)  # (*), (*)
    if pos_weight is not None:
        yes_cost *= pos_weight
    loss = (1 - target) * no_cost + target * yes_cost  # (*)
    if weight is not None:
        loss *= weight
    if reduction == "none":
        return loss
    # The mean of nothing is NaN, without a warning.
    return loss.sum() / (loss.size or np.nan) if reduction == "mean" else loss.sum()


def binary_cross_entropy_with_logits_backward(
    grad_output, input, target, weight=None, reduction="mean", pos_weight=None
):
    r"""Return probability minus target, $\sigma(z) - y$, where the weights are one.

    Args:
        grad_output: () float, or (*) for `"none"`. Gradient of the final loss in this one.
        input: (*) float. Scores of the forward pass.
        target: (*) float. True labels or probabilities.
        weight: float, broadcastable to (*). A constant: it gets no gradient.
        reduction: str. As in the forward pass.
        pos_weight: float, broadcastable to (*). A constant: it gets no gradient.

    Returns:
        Two (*) float: gradient in `input`, and in `target`, $-z$ where the weights are one.
    """
    _check(input, target, weight, reduction, pos_weight)
    small = np.exp(-np.abs(input))  # (*)
    prob = np.maximum(small, input >= 0)  # (*), 1 or small
    small += 1
    prob /= small
    if pos_weight is None:
        grad_input, grad_target = prob - target, -input  # (*), (*)
    else:
        pull = target * pos_weight  # (*)
        no_cost, yes_cost = _costs(input)  # (*), (*)
        grad_input = prob * (1 - target + pull) - pull  # (*)
        grad_target = yes_cost * pos_weight - no_cost  # (*)
    scale = _scale(grad_output, grad_input, reduction)  # () or (*)
    scale = scale if weight is None else scale * weight  # () or (*)
    grad_input *= scale
    grad_target *= scale
    return (
        grad_input.astype(input.dtype, copy=False),
        grad_target.astype(target.dtype, copy=False),
    )


def _costs(input):
    # -log(1 - sigmoid) and -log(sigmoid); they differ by the score.
    tail = np.log1p(np.exp(-np.abs(input)))  # (*)
    return np.maximum(input, 0) + tail, np.maximum(-input, 0) + tail


def _scale(grad_output, loss, reduction):
    # The gradient in each element's loss, in the dtype of the data.
    shape = loss.shape if reduction == "none" else ()
    grad = np.asarray(grad_output, loss.dtype)  # () or (*)
    if grad.shape != shape:
        raise ValueError(f"grad_output: wanted shape {shape}, got {grad.shape}")
    return grad / (loss.size or np.nan) if reduction == "mean" else grad


def _check(input, target, weight, reduction, pos_weight):
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction: wanted 'none', 'mean' or 'sum', got {reduction!r}"
        )
    named = {
        "input": input,
        "target": target,
        "weight": weight,
        "pos_weight": pos_weight,
    }
    for name, array in named.items():
        if array is not None and array.dtype not in (np.float32, np.float64):
            raise TypeError(f"{name}: wanted float32 or float64, got {array.dtype}")
    if input.shape != target.shape:
        raise ValueError(f"target: wanted shape {input.shape}, got {target.shape}")
    for name in ("weight", "pos_weight"):
        array = named[name]
        if array is not None and not _broadcasts(array.shape, input.shape):
            raise ValueError(
                f"{name}: wanted a shape that broadcasts to {input.shape}, "
                f"got {array.shape}"
            )


def _broadcasts(shape, wanted):
    pairs = zip(shape[::-1], wanted[::-1], strict=False)
    return len(shape) <= len(wanted) and all(a in (1, b) for a, b in pairs)
