"""Triplet margin loss from first principles."""

import numpy as np

__all__ = ["triplet_margin_loss", "triplet_margin_loss_backward"]


def triplet_margin_loss(
    anchor, positive, negative, margin=1.0, eps=1e-06, swap=False, reduction="mean"
):
    r"""Charge a triplet for what it lacks: $\max(0, d(a, p) - d(a, n) + m)$.

    Args:
        anchor: (*, D) float. Embeddings.
        positive: (*, D) float. Embeddings of matches; same shape.
        negative: (*, D) float. Embeddings of strangers; same shape.
        margin: float > 0. How much farther the stranger must be.
        eps: float. Added to every coordinate of a difference before its norm is taken.
        swap: bool. Take the stranger's distance from the match where that is the smaller one.
        reduction: `"none"`, `"sum"` or `"mean"`.

    Returns:
        () float, or (*) for `"none"`. Unit of the distance.

    Raises:
        TypeError: If an array is neither float32 nor float64.
        ValueError: If shapes differ or an option makes no sense.

    Note:
        Distances are Euclidean, $d(x, y) = \lVert x - y + \epsilon \rVert_2$: PyTorch's default.
        With `eps` equal points are $\epsilon \sqrt{D}$ apart, so the norm has a slope there; it
        also makes the distance differ a little when its arguments are swapped.
        FaceNet compares squared distances; Balntas et al. and PyTorch do not square.

    Source:
        Balntas et al., "Learning Local Feature Descriptors with Triplets and Shallow
        Convolutional Neural Networks", BMVC 2016; PyTorch 2.13 documentation,
        `torch.nn.TripletMarginLoss`.
    """
    _check(anchor, positive, negative, margin, reduction)
    near = np.linalg.norm(anchor - positive + eps, axis=-1)  # (*)
    far = np.linalg.norm(anchor - negative + eps, axis=-1)  # (*)
    if swap:
        far = np.minimum(far, np.linalg.norm(positive - negative + eps, axis=-1))  # (*)
    loss = np.maximum(near - far + margin, 0)  # (*)
    if reduction == "none":
        return loss
    # The mean of nothing is NaN, without a warning.
    return loss.sum() / (loss.size or np.nan) if reduction == "mean" else loss.sum()


def triplet_margin_loss_backward(
    grad_output,
    anchor,
    positive,
    negative,
    margin=1.0,
    eps=1e-06,
    swap=False,
    reduction="mean",
):
    r"""Pull the match along the line to the anchor, push the stranger away, while they violate.

    Args:
        grad_output: () float, or (*) for `"none"`. Gradient of the final loss in this one.
        anchor: (*, D) float. Embeddings of the forward pass.
        positive: (*, D) float. Embeddings of matches.
        negative: (*, D) float. Embeddings of strangers.
        margin: float. As in the forward pass.
        eps: float. As in the forward pass.
        swap: bool. As in the forward pass.
        reduction: str. As in the forward pass.

    Returns:
        Three (*, D) float: gradients in `anchor`, `positive` and `negative`; they sum to zero.

    Note:
        Where the margin is met exactly, the slope is that of a violation, as in PyTorch. The
        gradient of a norm at zero is 0. With `swap`, two equal distances of the stranger share
        the gradient.
    """
    _check(anchor, positive, negative, margin, reduction)
    to_match, near = _direction(anchor - positive + eps)  # (*, D), (*)
    to_stranger, far = _direction(anchor - negative + eps)  # (*, D), (*)
    of_anchor, of_match = 1, 0  # shares of the two distances in the stranger's
    if swap:
        from_match, apart = _direction(positive - negative + eps)  # (*, D), (*)
        of_anchor = np.where(far == apart, 0.5, ~(far > apart))[..., None]  # (*, 1)
        of_match = np.where(far == apart, 0.5, ~(far < apart))[..., None]  # (*, 1)
        of_match = of_match * from_match  # (*, D)
        far = np.minimum(far, apart)  # (*)
    lack = near - far + margin  # (*)
    scale = _scale(grad_output, lack, reduction)  # () or (*)
    active = np.where(lack >= 0, scale, 0)[..., None]  # (*, 1)
    grad_anchor = active * (to_match - of_anchor * to_stranger)  # (*, D)
    grad_positive = -active * (to_match + of_match)  # (*, D)
    grad_negative = active * (of_anchor * to_stranger + of_match)  # (*, D)
    return (
        grad_anchor.astype(anchor.dtype, copy=False),
        grad_positive.astype(positive.dtype, copy=False),
        grad_negative.astype(negative.dtype, copy=False),
    )


def _direction(gap):
    length = np.linalg.norm(gap, axis=-1, keepdims=True)  # (*, 1)
    # A NaN must stay one, so it is divided too.
    unit = np.divide(gap, length, out=np.zeros_like(gap), where=length != 0)  # (*, D)
    return unit, length[..., 0]


def _scale(grad_output, loss, reduction):
    # The gradient in each triplet's loss, in the dtype of the data.
    shape = loss.shape if reduction == "none" else ()
    grad = np.asarray(grad_output, loss.dtype)  # () or (*)
    if grad.shape != shape:
        raise ValueError(f"grad_output: wanted shape {shape}, got {grad.shape}")
    return grad / (loss.size or np.nan) if reduction == "mean" else grad


def _check(anchor, positive, negative, margin, reduction):
    if reduction not in ("none", "mean", "sum"):
        raise ValueError(
            f"reduction: wanted 'none', 'mean' or 'sum', got {reduction!r}"
        )
    if not margin > 0:
        raise ValueError(f"margin: wanted a number above 0, got {margin}")
    named = (("anchor", anchor), ("positive", positive), ("negative", negative))
    for name, array in named:
        if array.dtype not in (np.float32, np.float64):
            raise TypeError(f"{name}: wanted float32 or float64, got {array.dtype}")
        if array.shape != anchor.shape:
            raise ValueError(f"{name}: wanted shape {anchor.shape}, got {array.shape}")
    if anchor.ndim == 0:
        raise ValueError("anchor: wanted embeddings of shape (*, D), got shape ()")
