"""ELU from first principles."""

import numpy as np

__all__ = ["elu", "elu_backward"]


def elu(input, alpha=1.0):
    r"""Keep what is positive, bend the rest to a floor: $z$ or $\alpha (e^z - 1)$.

    Args:
        input: (*) float. Pre-activations, any shape.
        alpha: float. Depth of the floor.

    Returns:
        (*) float. Activations in $[-\alpha, \infty)$; the floor is reached only by rounding.

    Raises:
        TypeError: If `input` is neither float32 nor float64.

    Note:
        The exponential sees only what is negative, so it cannot overflow; `expm1` keeps the digits
        of small inputs, which $e^z - 1$ loses.

    Source:
        Clevert, Unterthiner and Hochreiter, "Fast and Accurate Deep Network Learning by Exponential
        Linear Units (ELUs)", ICLR 2016, section 3; PyTorch 2.13 documentation,
        `torch.nn.functional.elu`.
    """
    _check(input)
    result = np.expm1(np.minimum(input, 0))  # (*)
    result *= alpha
    result += np.clip(input, 0, np.inf)  # each term is zero where the other one counts
    return result


def elu_backward(grad_output, input, alpha=1.0):
    r"""Multiply by slope 1 where the input was positive, by $\alpha e^z$ elsewhere.

    Args:
        grad_output: (*) float. Gradient of the loss in the activations.
        input: (*) float. Pre-activations of the forward pass.
        alpha: float. As in the forward pass.

    Returns:
        (*) float. Gradient of the loss in `input`.

    Raises:
        ValueError: If `grad_output` does not have the shape of `input`.

    Note:
        The slopes at zero meet only if `alpha` is 1; otherwise there is a kink, where PyTorch takes
        the left slope, `alpha`, and so do we. A NaN gives a gradient of NaN; PyTorch does so where
        it takes several numbers at once, and passes the gradient unchanged in the few elements
        that are left at the end.
    """
    _check(input)
    grad_output = _like(input, "grad_output", grad_output)  # (*)
    positive = (input > 0).astype(input.dtype)  # (*)
    slope = 1 - positive  # (*)
    slope *= alpha
    slope += positive  # 1 or alpha
    slope *= np.exp(
        np.minimum(input, 0)
    )  # its exponential is 1 where the input is positive
    slope *= grad_output
    return slope


def _check(input):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")


def _like(input, name, array):
    if np.shape(array) != input.shape:
        raise ValueError(f"{name}: wanted shape {input.shape}, got {np.shape(array)}")
    return np.asarray(array, input.dtype)  # (*)
