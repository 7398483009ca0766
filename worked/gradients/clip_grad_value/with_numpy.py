"""Clipping by value from first principles: one bound for every component."""

import numpy as np

__all__ = ["clip_grad_value"]


def clip_grad_value(grads, clip_value):
    r"""Move every component that lies outside $[-c, c]$ to the nearer end.

    Args:
        grads: (*) float. Gradient with respect to any parameters.
        clip_value: float. Bound $c$, at least 0; unit of the gradient.

    Returns:
        (*) float. The clipped gradient; the argument stays as it was.

    Raises:
        TypeError: If `grads` is neither float32 nor float64.
        ValueError: If `clip_value` is negative.

    Note:
        Components outside the bound shrink and the others stay, so the direction turns unless all
        shrink alike; the norm can still be $c \sqrt{n}$ for $n$ components. Each component is
        clipped by itself, so it makes no difference whether parameters are passed together. An
        infinity becomes $c$, and the step then looks like any other; NaN stays.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 10.11.1; PyTorch 2.13
        documentation, `torch.nn.utils.clip_grad_value_`.
    """
    if not clip_value >= 0:
        raise ValueError(f"clip_value: wanted at least 0, got {clip_value}")
    if grads.dtype not in (np.float32, np.float64):
        raise TypeError(f"grads: wanted float32 or float64, got {grads.dtype}")
    return np.clip(grads, -clip_value, clip_value)  # (*)
