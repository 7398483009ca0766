"""Layer normalization from first principles, and its gradient."""

import numpy as np

__all__ = ["layer_norm", "layer_norm_backward"]


def layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-5):
    r"""Subtract the mean of an example's features, divide by their standard deviation.

    $\hat x = \dfrac{x - \mu}{\sqrt{\sigma^2 + \epsilon}}$, $\;y = \gamma \hat x + \beta$, with the
    mean and the variance of the last axes.

    Args:
        input: (\*, \*normalized_shape) float. Examples, or tokens of sequences.
        normalized_shape: tuple of int. Shape of the last axes, over which the statistics go.
        weight: float, of shape `normalized_shape`. Scale $\gamma$; None stands for ones.
        bias: float, of shape `normalized_shape`. Shift $\beta$; None stands for zeros.
        eps: float > 0. Added to the variance.

    Returns:
        Float, shaped as `input`. Standard deviations of each example, times `weight`.

    Raises:
        TypeError: If an array is neither float32 nor float64, or differs from `input`.
        ValueError: If shapes do not fit, or `eps` is not positive.

    Note:
        Nothing depends on other examples, so there are no running statistics, and training and
        evaluation are the same. The variance is divided by the number of features.

    Source:
        PyTorch 2.13 documentation, `torch.nn.LayerNorm`, after Ba, Kiros and Hinton, "Layer
        Normalization", arXiv:1607.06450, 2016 (abstract).
    """
    check_normalized(input, normalized_shape, eps, weight=weight, bias=bias)
    output = _standard(input, normalized_shape, eps)[0]  # (*)
    if weight is not None:
        output *= weight
    if bias is not None:
        output += bias
    return output


def layer_norm_backward(
    grad_output, input, normalized_shape, weight=None, bias=None, eps=1e-5
):
    r"""Subtract from each example's gradient its mean and its part along the normalized input.

    With $g = \gamma \, \partial L / \partial y$ and means over the features:
    $\dfrac{\partial L}{\partial x} = \dfrac{1}{\sqrt{\sigma^2 + \epsilon}}
    \left( g - \overline{g} - \hat x \, \overline{g \hat x} \right)$.

    Args:
        grad_output: Float, shaped as `input`. Gradient of the loss in the output.
        input: (\*, \*normalized_shape) float. As in the forward pass.
        normalized_shape: tuple of int. As in the forward pass.
        weight: Float. As in the forward pass.
        bias: Float. As in the forward pass.
        eps: float. As in the forward pass.

    Returns:
        Tuple of the gradients in `input`, and in `weight` and `bias` where they are given.

    Note:
        Each feature has a weight of its own, so the weight stands inside of the means; in batch
        normalization it is the same for all that one mean runs over, and can stand before them.
    """
    check_normalized(input, normalized_shape, eps, weight=weight, bias=bias)
    grad = np.asarray(grad_output, input.dtype)  # (*)
    if grad.shape != input.shape:
        raise ValueError(
            f"grad_output: wanted shape {input.shape}, got {np.shape(grad_output)}"
        )
    normal, factor = _standard(input, normalized_shape, eps)
    axes = tuple(range(-len(normalized_shape), 0))
    found = []
    if weight is not None:
        found.append(_over_examples(grad * normal, weight))
    if bias is not None:
        found.append(_over_examples(grad, bias))
    if weight is not None:
        grad = grad * weight  # (*)
    normal *= -mean_over(grad * normal, axes)
    normal += grad
    normal -= mean_over(grad, axes)
    normal *= factor
    return (normal, *found)


def _standard(input, normalized_shape, eps):
    # The normalized input, and what it was multiplied by.
    axes = tuple(range(-len(normalized_shape), 0))
    centered = input - mean_over(input, axes)  # (*)
    factor = 1 / np.sqrt(mean_over(centered * centered, axes) + eps)  # (*, 1)
    centered *= factor
    return centered, factor


def mean_over(array, axes):
    """Return the mean over some axes, which stay as ones; NaN where there is nothing."""
    count = np.prod([array.shape[axis] for axis in axes])
    total = array.sum(axes, keepdims=True)  # (*, 1)
    return total / array.dtype.type(count or np.nan)


def _over_examples(array, param):
    axes = tuple(range(array.ndim - param.ndim))
    return array.sum(axes, dtype=np.float64).astype(array.dtype)  # as param


def check_normalized(input, normalized_shape, eps, **params):
    """Refuse other dtypes, axes that are not the last ones, and parameters of other shapes."""
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if not isinstance(normalized_shape, tuple | list):
        raise TypeError(
            f"normalized_shape: wanted a tuple of int, got {normalized_shape!r}"
        )
    shape = tuple(normalized_shape)
    if not shape or input.shape[-len(shape) :] != shape:
        raise ValueError(
            f"normalized_shape: wanted the last axes of {input.shape}, got {shape}"
        )
    if not eps > 0:
        raise ValueError(f"eps: wanted a number above 0, got {eps}")
    for name, array in params.items():
        if array is None:
            continue
        if array.dtype != input.dtype:
            raise TypeError(
                f"{name}: wanted {input.dtype} as in input, got {array.dtype}"
            )
        if array.shape != shape:
            raise ValueError(f"{name}: wanted shape {shape}, got {array.shape}")
