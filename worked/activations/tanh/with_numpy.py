"""Tanh from first principles: the value by NumPy, the slope by hand."""

import numpy as np

__all__ = ["tanh", "tanh_backward"]


def tanh(input):
    r"""Squash into $(-1, 1)$ around zero: $\tanh z = 2 \sigma(2 z) - 1$.

    Args:
        input: (*) float. Pre-activations, any shape.

    Returns:
        (*) float. Activations in $[-1, 1]$; the ends are reached only by rounding.

    Raises:
        TypeError: If `input` is not floating.

    Note:
        Stable as it stands. The quotient of exponentials that textbooks print is infinity over
        infinity beyond 710, and twice a sigmoid minus one loses digits near zero.

    Source:
        LeCun, Bottou, Orr and Müller, "Efficient BackProp", in *Neural Networks: Tricks of the
        Trade*, 1998, section 4.4; PyTorch 2.13 documentation, `torch.tanh`.
    """
    if not np.issubdtype(input.dtype, np.floating):
        raise TypeError(f"input: wanted a floating dtype, got {input.dtype}")
    return np.tanh(input)  # (*)


def tanh_backward(grad_output, input):
    r"""Multiply by the slope $1 - (\tanh z)^2$: one at zero, nearly nothing beyond three.

    Args:
        grad_output: (*) float. Gradient of the loss in the activations.
        input: (*) float. Pre-activations of the forward pass.

    Returns:
        (*) float. Gradient of the loss in `input`.

    Note:
        Smooth: there is no kink.
    """
    output = np.tanh(input)  # (*)
    return grad_output * (1 - output * output)  # (*)
