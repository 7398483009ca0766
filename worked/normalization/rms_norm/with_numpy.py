"""Root-mean-square normalization from first principles, and its gradient."""

import numpy as np

from worked.normalization.layer_norm.with_numpy import check_normalized, mean_over

__all__ = ["rms_norm", "rms_norm_backward"]


def rms_norm(input, normalized_shape, weight=None, eps=None):
    r"""Divide an example by the root of the mean square of its features; subtract nothing.

    $y = \gamma \dfrac{x}{\sqrt{\overline{x^2} + \epsilon}}$, with the mean over the last axes.

    Args:
        input: (\*, \*normalized_shape) float. Examples, or tokens of sequences.
        normalized_shape: tuple of int. Shape of the last axes, over which the mean goes.
        weight: float, of shape `normalized_shape`. Scale $\gamma$; None stands for ones.
        eps: float > 0. Added to the mean square; None stands for the dtype's precision, 1.2e-7
            for float32 and 2.2e-16 for float64.

    Returns:
        Float, shaped as `input`.

    Raises:
        TypeError: If an array is neither float32 nor float64, or `weight` differs from `input`.
        ValueError: If shapes do not fit, or `eps` is not positive.

    Note:
        Layer normalization without mean and shift, so one statistic less. It does not remove a
        common offset of the features.

    Source:
        PyTorch 2.13 documentation, `torch.nn.RMSNorm`, after Zhang and Sennrich, "Root Mean
        Square Layer Normalization", NeurIPS 2019 (abstract).
    """
    bound = 1.0 if eps is None else eps  # None stands for one that is above 0
    check_normalized(input, normalized_shape, bound, weight=weight)
    output = _standard(input, normalized_shape, eps)[0]  # (*)
    if weight is not None:
        output *= weight
    return output


def rms_norm_backward(grad_output, input, normalized_shape, weight=None, eps=None):
    r"""Subtract from each example's gradient its part along the normalized input.

    With $g = \gamma \, \partial L / \partial y$ and $\hat x = x / r$ for the root $r$:
    $\dfrac{\partial L}{\partial x} = \dfrac{1}{r}
    \left( g - \hat x \, \overline{g \hat x} \right)$.

    Args:
        grad_output: Float, shaped as `input`. Gradient of the loss in the output.
        input: (\*, \*normalized_shape) float. As in the forward pass.
        normalized_shape: tuple of int. As in the forward pass.
        weight: Float. As in the forward pass.
        eps: float. As in the forward pass.

    Returns:
        Tuple of the gradient in `input`, and in `weight` where it is given.
    """
    bound = 1.0 if eps is None else eps  # None stands for one that is above 0
    check_normalized(input, normalized_shape, bound, weight=weight)
    grad = np.asarray(grad_output, input.dtype)  # (*)
    if grad.shape != input.shape:
        raise ValueError(
            f"grad_output: wanted shape {input.shape}, got {np.shape(grad_output)}"
        )
    normal, factor = _standard(input, normalized_shape, eps)
    axes = tuple(range(-len(normalized_shape), 0))
    found = []
    if weight is not None:
        examples = tuple(range(input.ndim - weight.ndim))
        total = (grad * normal).sum(examples, dtype=np.float64)
        found.append(total.astype(weight.dtype))
        grad = grad * weight  # (*)
    normal *= -mean_over(grad * normal, axes)
    normal += grad
    normal *= factor
    return (normal, *found)


def _standard(input, normalized_shape, eps):
    # The normalized input, and what it was multiplied by.
    eps = np.finfo(input.dtype).eps if eps is None else input.dtype.type(eps)
    axes = tuple(range(-len(normalized_shape), 0))
    factor = 1 / np.sqrt(mean_over(input * input, axes) + eps)  # (*, 1)
    return input * factor, factor
