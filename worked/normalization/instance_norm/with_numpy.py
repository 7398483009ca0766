"""Instance normalization: group normalization with one channel a group."""

from worked.normalization.group_norm.with_numpy import group_norm, group_norm_backward

__all__ = ["instance_norm", "instance_norm_backward"]


def instance_norm(input, weight=None, bias=None, eps=1e-5):
    r"""Normalize each channel of each example over its places.

    $\hat x = \dfrac{x - \mu}{\sqrt{\sigma^2 + \epsilon}}$ with the mean and the variance of one
    channel of one example, $\;y = \gamma \hat x + \beta$.

    Args:
        input: (N, C, \*) float, with two places or more.
        weight: (C,) float. Scale $\gamma$; None stands for ones.
        bias: (C,) float. Shift $\beta$; None stands for zeros.
        eps: float > 0. Added to the variance.

    Returns:
        Float, shaped as `input`.

    Raises:
        TypeError: If an array is neither float32 nor float64, or differs from `input`.
        ValueError: If shapes do not fit, or `eps` is not positive.

    Note:
        It removes mean and spread of each channel of each example, on an image its brightness and
        contrast: wanted where they are style, a loss where they tell classes apart. The library can
        also keep running statistics; this is its default, without them.

    Source:
        PyTorch 2.13 documentation, `torch.nn.InstanceNorm2d`, after Ulyanov, Vedaldi and
        Lempitsky, "Instance Normalization", arXiv:1607.08022, 2016 (abstract).
    """
    _check(input)
    return group_norm(input, input.shape[1], weight, bias, eps)


def instance_norm_backward(grad_output, input, weight=None, bias=None, eps=1e-5):
    r"""Subtract from each channel's gradient its mean and its part along the normalized input.

    Args:
        grad_output: (N, C, \*) float. Gradient of the loss in the output.
        input: (N, C, \*) float. As in the forward pass.
        weight: (C,) float. As in the forward pass.
        bias: (C,) float. As in the forward pass.
        eps: float. As in the forward pass.

    Returns:
        Tuple of the gradients in `input`, and in `weight` and `bias` where they are given.
    """
    _check(input)
    return group_norm_backward(grad_output, input, input.shape[1], weight, bias, eps)


def _check(input):
    shape = input.shape
    if len(shape) < 3 or all(axis == 1 for axis in shape[2:]):
        raise ValueError(
            f"input: wanted (N, C, ...) with two places or more, got {shape}"
        )
