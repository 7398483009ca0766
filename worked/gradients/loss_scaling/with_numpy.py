"""Dynamic loss scaling from first principles: unscale, look for infinities, adapt the scale."""

import numpy as np

__all__ = ["loss_scaling"]

LARGEST = float(np.finfo(np.float32).max)  # the scale is kept in float32


def loss_scaling(
    grad,
    scale=65536.0,
    growth_tracker=0,
    growth_factor=2.0,
    backoff_factor=0.5,
    growth_interval=2000,
):
    r"""Divide the gradient of `scale` times the loss by `scale`, and choose the next scale.

    The loss was multiplied before the backward pass, so every gradient in it was too, and few of
    them rounded to zero in float16. If one became infinite, the step is to be skipped and the
    scale shrinks; after `growth_interval` good steps in a row it grows.

    Args:
        grad: (*) float. Gradient of `scale` times the loss with respect to a float32 parameter.
        scale: float. Factor by which the loss was multiplied, above 0.
        growth_tracker: int. Good steps in a row so far, below `growth_interval`.
        growth_factor: float. Factor of a growing scale, above 1.
        backoff_factor: float. Factor of a shrinking scale, below 1.
        growth_interval: int. Good steps in a row after which the scale grows.

    Returns:
        (*) float, bool, float and int. The gradient of the loss; whether it holds an infinity or
        NaN, so that the optimizer must not step; the next scale and the next `growth_tracker`.

    Raises:
        TypeError: If `grad` is neither float32 nor float64: a float16 one, divided in float16,
            would round to zero after all.
        ValueError: If a number is not as above.

    Note:
        Clip after this, never before: a bound on the norm is meant for the gradient of the loss.
        Powers of two change the exponent alone, so scaling and unscaling round nothing that stays
        in range. A scale that float32 could not hold does not grow. bfloat16 has the exponents of
        float32, so its gradients underflow hardly more often than float32's and usually go without
        a scale.

    Source:
        Micikevicius et al., "Mixed Precision Training", ICLR 2018, section 3.2; PyTorch 2.13
        documentation, `torch.amp.GradScaler`.
    """
    _check(grad, scale, growth_tracker, growth_factor, backoff_factor, growth_interval)
    unscaled = grad * (1 / scale)  # (*)
    if not np.isfinite(grad).all():
        return unscaled, True, scale * backoff_factor, 0
    if growth_tracker + 1 < growth_interval:
        return unscaled, False, scale, growth_tracker + 1
    grown = scale * growth_factor
    return unscaled, False, grown if grown <= LARGEST else scale, 0


def _check(grad, scale, tracker, growth_factor, backoff_factor, interval):
    if grad.dtype not in (np.float32, np.float64):
        raise TypeError(f"grad: wanted float32 or float64, got {grad.dtype}")
    if not 0 < scale <= LARGEST:
        raise ValueError(
            f"scale: wanted a float32 number above 0, got {float(scale):g}"
        )
    if not growth_factor > 1:
        raise ValueError(f"growth_factor: wanted more than 1, got {growth_factor}")
    if not 0 < backoff_factor < 1:
        raise ValueError(
            f"backoff_factor: wanted a number between 0 and 1, got {backoff_factor}"
        )
    if not 0 <= tracker < interval:
        raise ValueError(
            f"growth_tracker: wanted a count from 0 to {interval - 1}, got {tracker}"
        )
