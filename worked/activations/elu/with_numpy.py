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
        TypeError: If `input` is not floating.

    Note:
        The exponential sees only what is negative, so it cannot overflow; `expm1` keeps the digits
        of small inputs, which $e^z - 1$ loses.

    Source:
        Clevert, Unterthiner and Hochreiter, "Fast and Accurate Deep Network Learning by Exponential
        Linear Units (ELUs)", ICLR 2016, section 3; PyTorch 2.13 documentation,
        `torch.nn.functional.elu`.
    """
    if not np.issubdtype(input.dtype, np.floating):
        raise TypeError(f"input: wanted a floating dtype, got {input.dtype}")
    # Each term is zero where the other one counts.
    return np.maximum(input, 0) + alpha * np.expm1(np.minimum(input, 0))  # (*)


def elu_backward(grad_output, input, alpha=1.0):
    r"""Multiply by slope 1 where the input was positive, by $\alpha e^z$ elsewhere.

    Args:
        grad_output: (*) float. Gradient of the loss in the activations.
        input: (*) float. Pre-activations of the forward pass.
        alpha: float. As in the forward pass.

    Returns:
        (*) float. Gradient of the loss in `input`.

    Note:
        The slopes at zero meet only if `alpha` is 1; otherwise there is a kink, where PyTorch takes
        the left slope, `alpha`, and so do we. A NaN passes the gradient unchanged, as there.
    """
    below = input <= 0  # (*)
    slope = alpha * np.exp(np.fmin(input, 0))  # (*), fmin takes 0 for NaN
    return grad_output * ~below + grad_output * slope * below  # (*)
