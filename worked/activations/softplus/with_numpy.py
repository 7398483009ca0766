"""Softplus from first principles, in the form that cannot overflow."""

import numpy as np

__all__ = ["softplus", "softplus_backward"]


def softplus(input, beta=1.0, threshold=20.0):
    r"""Round off the corner of ReLU: $\log(1 + e^{\beta z}) / \beta$.

    Args:
        input: (*) float. Pre-activations, any shape.
        beta: float above 0. Sharpness of the corner.
        threshold: float. Where $\beta z$ exceeds it, the input is returned as it is.

    Returns:
        (*) float. Activations in $[0, \infty)$; zero is reached only by rounding.

    Raises:
        TypeError: If `input` is neither float32 nor float64.
        ValueError: If `beta` is not positive.

    Note:
        $\log(1 + e^z) = \max(z, 0) + \log(1 + e^{-|z|})$ cannot overflow, and `log1p` keeps the
        digits of the second term. It would need no threshold; PyTorch has one, which changes a
        value by at most $e^{-20} / \beta$, 2e-9.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 3.10;
        PyTorch 2.13 documentation, `torch.nn.functional.softplus`.
    """
    _check(input, beta)
    z = beta * input  # (*)
    smooth = np.asarray(np.log1p(np.exp(-np.abs(z))))  # (*)
    smooth += np.clip(z, 0, np.inf)
    smooth /= beta
    np.copyto(smooth, input, where=z > threshold)
    return smooth


def softplus_backward(grad_output, input, beta=1.0, threshold=20.0):
    r"""Multiply by the slope, the sigmoid $\sigma(\beta z)$.

    Args:
        grad_output: (*) float. Gradient of the loss in the activations.
        input: (*) float. Pre-activations of the forward pass.
        beta: float. As in the forward pass.
        threshold: float. As in the forward pass; the slope is 1 beyond it.

    Returns:
        (*) float. Gradient of the loss in `input`.

    Raises:
        ValueError: If `grad_output` does not have the shape of `input`.

    Note:
        Smooth: there is no kink, but a jump of 2e-9 at the threshold.
    """
    _check(input, beta)
    grad_output = _like(input, "grad_output", grad_output)  # (*)
    z = beta * input  # (*)
    with np.errstate(over="ignore"):  # one over infinity is 0, as it should be
        slope = np.asarray(np.exp(-z))  # (*)
    slope += 1
    np.divide(1, slope, out=slope)
    np.maximum(slope, z > threshold, out=slope)  # 1 beyond the threshold
    slope *= grad_output
    return slope


def _check(input, beta):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if not beta > 0:
        raise ValueError(f"beta: wanted a positive number, got {beta}")


def _like(input, name, array):
    if np.shape(array) != input.shape:
        raise ValueError(f"{name}: wanted shape {input.shape}, got {np.shape(array)}")
    return np.asarray(array, input.dtype)  # (*)
