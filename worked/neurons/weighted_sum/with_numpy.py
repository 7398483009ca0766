"""The weighted sum of a unit from first principles: one dot product."""

import numpy as np

__all__ = ["weighted_sum", "weighted_sum_backward"]


def weighted_sum(input, weight):
    r"""Multiply each input by its weight and add up: $w \cdot x = \sum_i w_i x_i$.

    Args:
        input: (D,) float. What comes in, $x$: features, or activations of the layer before.
        weight: (D,) float. One weight for each input, $w$.

    Returns:
        () float. The sum; with the bias added it is the pre-activation $z$ of a unit. Its unit is
        that of input times weight.

    Raises:
        TypeError: If an array is neither float32 nor float64, or the two differ.
        ValueError: If the arrays are not vectors of one length.

    Note:
        A sum of nothing is 0. The sum is $\|w\| \|x\| \cos \varphi$: for inputs of one length it is
        largest where the input points in the direction of the weights.

    Source:
        Ng et al., UFLDL tutorial, "Neural Networks" (total weighted sum); PyTorch 2.13
        documentation, `torch.dot`.
    """
    _check(input, weight)
    return input @ weight  # ()


def weighted_sum_backward(grad_output, input, weight):
    r"""Give each input the weight as its slope, and each weight the input.

    Args:
        grad_output: () float. Gradient of the loss with respect to the sum.
        input: (D,) float. As in the forward pass.
        weight: (D,) float. As in the forward pass.

    Returns:
        Two (D,) float: gradient with respect to `input`, $w \, \partial L / \partial z$, and with
        respect to `weight`, $x \, \partial L / \partial z$.

    Note:
        A weight whose input is 0 gets no gradient, however wrong the output is.
    """
    _check(input, weight)
    grad = np.asarray(grad_output, input.dtype)  # ()
    if grad.shape != ():
        raise ValueError(f"grad_output: wanted shape (), got {grad.shape}")
    return grad * weight, grad * input  # (D,), (D,)


def _check(input, weight):
    for name, array in (("input", input), ("weight", weight)):
        if array.dtype not in (np.float32, np.float64):
            raise TypeError(f"{name}: wanted float32 or float64, got {array.dtype}")
    if weight.dtype != input.dtype:
        raise TypeError(f"weight: wanted {input.dtype} as in input, got {weight.dtype}")
    if input.ndim != 1:
        raise ValueError(f"input: wanted shape (D,), got {input.shape}")
    if weight.shape != input.shape:
        raise ValueError(f"weight: wanted shape {input.shape}, got {weight.shape}")
