"""Batch normalization from first principles, and its gradient through mean and variance."""

import numpy as np

__all__ = ["batch_norm", "batch_norm_backward"]


def batch_norm(
    input,
    running_mean=None,
    running_var=None,
    weight=None,
    bias=None,
    training=False,
    eps=1e-5,
):
    r"""Subtract each channel's mean, divide by its standard deviation, scale and shift.

    $\hat x = \dfrac{x - \mu}{\sqrt{\sigma^2 + \epsilon}}$, $\;y = \gamma \hat x + \beta$, with the
    mean $\mu$ and the variance $\sigma^2$ of the batch in training, of the past in evaluation.

    Args:
        input: (N, C) or (N, C, \*) float. Examples; for images the statistics are also taken over
            all places.
        running_mean: (C,) float. Mean for evaluation; training does not look at it.
        running_var: (C,) float. Variance for evaluation; training does not look at it.
        weight: (C,) float. Scale $\gamma$; None stands for ones.
        bias: (C,) float. Shift $\beta$; None stands for zeros.
        training: bool. Use the statistics of this batch, with the variance divided by their count.
        eps: float > 0. Added to the variance; square of the input's unit.

    Returns:
        Float, shaped as `input`. Standard deviations of each channel, times `weight`.

    Raises:
        TypeError: If an array is neither float32 nor float64, or differs from `input`.
        ValueError: If shapes do not fit, evaluation lacks its statistics, `eps` is not positive,
            or training meets one value per channel, whose variance is zero.

    Note:
        The library also moves the running statistics while it trains: see `running_stats`.
        In training every example's output depends on all examples of the batch.

    Source:
        PyTorch 2.13 documentation, `torch.nn.BatchNorm1d`, after Ioffe and Szegedy, "Batch
        Normalization", ICML 2015 (abstract).
    """
    _check(input, running_mean, running_var, weight, bias, training, eps)
    output, factor = _centered(input, running_mean, running_var, training, eps)
    if weight is not None:
        factor = factor * weight  # (C,)
    output *= _along(factor, input)
    if bias is not None:
        output += _along(bias, input)
    return output


def batch_norm_backward(
    grad_output,
    input,
    running_mean=None,
    running_var=None,
    weight=None,
    bias=None,
    training=False,
    eps=1e-5,
):
    r"""Subtract from the gradient its mean and its part along the normalized input.

    With $g = \partial L / \partial y$ and means over the batch, in training:
    $\dfrac{\partial L}{\partial x} = \dfrac{\gamma}{\sqrt{\sigma^2 + \epsilon}}
    \left( g - \overline{g} - \hat x \, \overline{g \hat x} \right)$.

    Args:
        grad_output: (N, C, \*) float. Gradient of the loss in the output.
        input: (N, C) or (N, C, \*) float. As in the forward pass.
        running_mean: (C,) float. As in the forward pass.
        running_var: (C,) float. As in the forward pass.
        weight: (C,) float. As in the forward pass.
        bias: (C,) float. As in the forward pass.
        training: bool. As in the forward pass.
        eps: float. As in the forward pass.

    Returns:
        Tuple of the gradients in `input`, and in `weight` and `bias` where they are given.

    Note:
        The two subtracted terms come from mean and variance; in evaluation both are constants, and
        only the factor is left.
    """
    _check(input, running_mean, running_var, weight, bias, training, eps)
    grad = np.asarray(grad_output, input.dtype)  # (N, C, *)
    if grad.shape != input.shape:
        raise ValueError(
            f"grad_output: wanted shape {input.shape}, got {np.shape(grad_output)}"
        )
    normal, factor = _centered(input, running_mean, running_var, training, eps)
    normal *= _along(factor, input)  # (N, C, *)
    grad_bias = _total(grad)  # (C,)
    grad_weight = _total(grad, normal)  # (C,)
    if weight is not None:
        factor = factor * weight  # (C,)
    if training:
        count = input.size / input.shape[1] or np.nan
        normal *= _along(-grad_weight / count, input)
        normal += grad
        normal -= _along(grad_bias / count, input)
        grad = normal  # (N, C, *)
    found = [grad * _along(factor, input)]  # (N, C, *)
    if weight is not None:
        found.append(grad_weight)
    if bias is not None:
        found.append(grad_bias)
    return tuple(found)


def _centered(input, running_mean, running_var, training, eps):
    # The input without its mean, and what makes its variance 1.
    if training:
        count = input.size / input.shape[1] or np.nan
        centered = input - _along(_total(input) / count, input)  # (N, C, *)
        var = _total(centered, centered) / count  # (C,)
    else:
        centered = input - _along(running_mean, input)  # (N, C, *)
        var = running_var  # (C,)
    return centered, 1 / np.sqrt(var + eps)  # (N, C, *), (C,)


def _total(array, other=None):
    # The sum over all axes but the second, of the products with another array if there is one. In
    # float32 a long sum of rows would lose digits: 256 of them at once, and those in float64.
    if array.ndim > 2:
        places = tuple(range(2, array.ndim))
        array = (array if other is None else array * other).sum(places)  # (N, C)
        other = None
    total = np.zeros(array.shape[1])  # (C,)
    for start in range(0, len(array), 256):
        rows = slice(start, start + 256)
        if other is None:
            total += array[rows].sum(0)
        else:
            total += np.einsum("nc,nc->c", array[rows], other[rows])
    return total.astype(array.dtype)


def _along(values, input):
    return values.reshape(-1, *[1] * (input.ndim - 2))  # (C, 1, ...)


def _check(input, running_mean, running_var, weight, bias, training, eps):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if input.ndim < 2 or not input.shape[1]:
        raise ValueError(
            f"input: wanted shape (N, C, ...) with channels, got {input.shape}"
        )
    if not eps > 0:
        raise ValueError(f"eps: wanted a number above 0, got {eps}")
    channels = input.shape[1]
    if training and input.size == channels:
        raise ValueError(
            f"input: wanted two values per channel or more, got shape {input.shape}"
        )
    arrays = {"running_mean": running_mean, "running_var": running_var}
    if not training and (running_mean is None or running_var is None):
        raise ValueError(
            "running_mean, running_var: wanted both in evaluation, got None"
        )
    for name, array in {**arrays, "weight": weight, "bias": bias}.items():
        if array is None:
            continue
        if array.dtype != input.dtype:
            raise TypeError(
                f"{name}: wanted {input.dtype} as in input, got {array.dtype}"
            )
        if array.shape != (channels,):
            raise ValueError(f"{name}: wanted shape {(channels,)}, got {array.shape}")
