"""Soft shrinkage from first principles, the step that an L1 penalty asks for."""

import numpy as np

__all__ = ["softshrink", "softshrink_backward"]


def softshrink(input, lambd=0.5):
    r"""Move each number towards zero by `lambd`, and to zero if it is no farther away.

    It is the proximal operator of the L1 norm, the minimum over $w$ of
    $\frac12 (w - x)^2 + \lambda |w|$: $\;w = \operatorname{sign}(x) \max(|x| - \lambda, 0)$.

    Args:
        input: (*) float. Weights, any shape.
        lambd: float. Length of the move, at least 0.

    Returns:
        (*) float. What is within `lambd` of zero becomes exactly zero.

    Raises:
        TypeError: If `input` is neither float32 nor float64.
        ValueError: If `lambd` is negative.

    Note:
        To minimize a loss plus $\lambda \sum |w|$ by proximal gradient descent (ISTA), step along
        the gradient of the loss alone and shrink by rate times $\lambda$:
        `softshrink(w - lr * grad, lr * strength)`.

    Source:
        Beck and Teboulle, "A Fast Iterative Shrinkage-Thresholding Algorithm for Linear Inverse
        Problems", *SIAM Journal on Imaging Sciences* 2, 2009, section 1; PyTorch 2.13
        documentation, `torch.nn.functional.softshrink`.
    """
    _check(input, lambd)
    return input - np.clip(input, -lambd, lambd)  # (*)


def softshrink_backward(grad_output, input, lambd=0.5):
    """Pass the gradient where the number survived.

    Args:
        grad_output: (*) float. Gradient of the loss in the result.
        input: (*) float. Numbers of the forward pass.
        lambd: float. As in the forward pass.

    Returns:
        (*) float. Gradient of the loss in `input`.
    """
    _check(input, lambd)
    if np.shape(grad_output) != input.shape:
        raise ValueError(
            f"grad_output: wanted shape {input.shape}, got {np.shape(grad_output)}"
        )
    grad = np.asarray(grad_output, input.dtype)  # (*)
    return np.where(np.abs(input) <= lambd, 0, grad).astype(input.dtype)  # (*)


def _check(input, lambd):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if not lambd >= 0:
        raise ValueError(f"lambd: wanted at least 0, got {lambd}")
