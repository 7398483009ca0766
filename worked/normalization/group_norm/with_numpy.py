"""Group normalization from first principles, and its gradient."""

import numpy as np

__all__ = ["group_norm", "group_norm_backward"]


def group_norm(input, num_groups, weight=None, bias=None, eps=1e-5):
    r"""Normalize groups of neighboring channels of one example over channels and places.

    $\hat x = \dfrac{x - \mu}{\sqrt{\sigma^2 + \epsilon}}$ with the mean and the variance of a
    group, $\;y = \gamma \hat x + \beta$ with a scale and a shift for each channel.

    Args:
        input: (N, C, \*) float. Examples.
        num_groups: int. Groups; divides C.
        weight: (C,) float. Scale $\gamma$; None stands for ones.
        bias: (C,) float. Shift $\beta$; None stands for zeros.
        eps: float > 0. Added to the variance.

    Returns:
        Float, shaped as `input`.

    Raises:
        TypeError: If an array is neither float32 nor float64, or differs from `input`.
        ValueError: If shapes do not fit, or `eps` is not positive.

    Note:
        One group is layer normalization of the whole example with a weight per channel; one
        channel per group is instance normalization. Nothing depends on other examples.

    Source:
        PyTorch 2.13 documentation, `torch.nn.GroupNorm`, after Wu and He, "Group Normalization",
        ECCV 2018 (abstract).
    """
    _check(input, num_groups, weight, bias, eps)
    output = _standard(input, num_groups, eps)[0].reshape(input.shape)  # (N, C, *)
    if weight is not None:
        output *= _along(weight, input)
    if bias is not None:
        output += _along(bias, input)
    return output


def group_norm_backward(
    grad_output, input, num_groups, weight=None, bias=None, eps=1e-5
):
    r"""Subtract from each group's gradient its mean and its part along the normalized input.

    Args:
        grad_output: (N, C, \*) float. Gradient of the loss in the output.
        input: (N, C, \*) float. As in the forward pass.
        num_groups: int. As in the forward pass.
        weight: (C,) float. As in the forward pass.
        bias: (C,) float. As in the forward pass.
        eps: float. As in the forward pass.

    Returns:
        Tuple of the gradients in `input`, and in `weight` and `bias` where they are given.
    """
    _check(input, num_groups, weight, bias, eps)
    grad = np.asarray(grad_output, input.dtype)  # (N, C, *)
    if grad.shape != input.shape:
        raise ValueError(
            f"grad_output: wanted shape {input.shape}, got {np.shape(grad_output)}"
        )
    normal, factor = _standard(input, num_groups, eps)  # (N, G, M), (N, G, 1)
    found = []
    if weight is not None:
        found.append(_total(grad * normal.reshape(input.shape)))  # (C,)
    if bias is not None:
        found.append(_total(grad))  # (C,)
    if weight is not None:
        grad = grad * _along(weight, input)  # (N, C, *)
    grad = grad.reshape(normal.shape)  # (N, G, M)
    normal *= -_mean(grad * normal)
    normal += grad
    normal -= _mean(grad)
    normal *= factor
    return (normal.reshape(input.shape), *found)


def _standard(input, num_groups, eps):
    # The normalized groups, and what they were multiplied by.
    size = int(np.prod(input.shape[1:])) // num_groups
    groups = input.reshape(input.shape[0], num_groups, size)  # (N, G, M)
    centered = groups - _mean(groups)  # (N, G, M)
    factor = 1 / np.sqrt(_mean(centered * centered) + eps)  # (N, G, 1)
    centered *= factor
    return centered, factor


def _mean(groups):
    total = groups.sum(-1, keepdims=True)  # (N, G, 1)
    return total / groups.dtype.type(groups.shape[-1] or np.nan)


def _total(array):
    # Over all axes but the second; a long sum of rows in float32 would lose digits.
    places = tuple(range(2, array.ndim))
    return array.sum(places).sum(0, dtype=np.float64).astype(array.dtype)  # (C,)


def _along(values, input):
    return values.reshape(-1, *[1] * (input.ndim - 2))  # (C, 1, ...)


def _check(input, num_groups, weight, bias, eps):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if input.ndim < 2:
        raise ValueError(f"input: wanted shape (N, C, ...), got {input.shape}")
    channels = input.shape[1]
    if num_groups < 1 or channels % num_groups:
        raise ValueError(
            f"num_groups: wanted a divisor of {channels} channels, got {num_groups}"
        )
    if input.shape[0] * int(np.prod(input.shape[2:])) * channels == num_groups:
        raise ValueError(
            f"input: wanted two values per group or more, got shape {input.shape}"
        )
    if not eps > 0:
        raise ValueError(f"eps: wanted a number above 0, got {eps}")
    for name, array in (("weight", weight), ("bias", bias)):
        if array is None:
            continue
        if array.dtype != input.dtype:
            raise TypeError(
                f"{name}: wanted {input.dtype} as in input, got {array.dtype}"
            )
        if array.shape != (channels,):
            raise ValueError(f"{name}: wanted shape {(channels,)}, got {array.shape}")
