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
        TypeError: If `input` is neither float32 nor float64.

    Note:
        Stable as it stands. The quotient of exponentials that textbooks print is infinity over
        infinity beyond 710, and twice a sigmoid minus one loses digits near zero.

    Source:
        LeCun, Bottou, Orr and Müller, "Efficient BackProp", in *Neural Networks: Tricks of the
        Trade*, 1998, section 4.4; PyTorch 2.13 documentation, `torch.tanh`.
    """
    _check(input)
    return np.tanh(input)  # (*)


def tanh_backward(grad_output, input, output=None):
    r"""Multiply by the slope $1 - (\tanh z)^2$: one at zero, nearly nothing beyond three.

    Args:
        grad_output: (*) float. Gradient of the loss in the activations.
        input: (*) float. Pre-activations of the forward pass.
        output: (*) float. Activations of the forward pass, if one has them.

    Returns:
        (*) float. Gradient of the loss in `input`.

    Raises:
        ValueError: If `grad_output` or `output` does not have the shape of `input`.

    Note:
        Smooth: there is no kink. Autograd keeps the activations, one array of the size of `input`,
        and not the input, so that nothing is computed twice.
    """
    _check(input)
    grad_output = _like(input, "grad_output", grad_output)  # (*)
    output = np.tanh(input) if output is None else _like(input, "output", output)  # (*)
    slope = 1 - output * output  # (*)
    slope *= grad_output
    return slope


def _check(input):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")


def _like(input, name, array):
    if np.shape(array) != input.shape:
        raise ValueError(f"{name}: wanted shape {input.shape}, got {np.shape(array)}")
    return np.asarray(array, input.dtype)  # (*)
