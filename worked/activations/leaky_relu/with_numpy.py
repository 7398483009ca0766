"""Leaky ReLU from first principles."""

import numpy as np

__all__ = ["leaky_relu", "leaky_relu_backward"]


def leaky_relu(input, negative_slope=0.01):
    r"""Keep what is positive, scale down what is negative: $z$ or $a z$.

    Args:
        input: (*) float. Pre-activations, any shape.
        negative_slope: float. Slope $a$ for negative inputs, chosen beforehand.

    Returns:
        (*) float. Activations in $(-\infty, \infty)$.

    Raises:
        TypeError: If `input` is not floating.

    Note:
        Stable as it stands. A slope of 0 gives ReLU, a slope of 1 the identity.

    Source:
        Maas, Hannun and Ng, "Rectifier Nonlinearities Improve Neural Network Acoustic Models",
        ICML 2013 Workshop on Deep Learning for Audio, Speech and Language Processing, section 2;
        PyTorch 2.13 documentation, `torch.nn.functional.leaky_relu`.
    """
    if not np.issubdtype(input.dtype, np.floating):
        raise TypeError(f"input: wanted a floating dtype, got {input.dtype}")
    return np.maximum(input, 0) + negative_slope * np.minimum(input, 0)  # (*)


def leaky_relu_backward(grad_output, input, negative_slope=0.01):
    r"""Pass the upstream gradient where the input was positive, a share of it elsewhere.

    Args:
        grad_output: (*) float. Gradient of the loss in the activations.
        input: (*) float. Pre-activations of the forward pass.
        negative_slope: float. As in the forward pass.

    Returns:
        (*) float. Gradient of the loss in `input`.

    Note:
        At the kink any slope from `negative_slope` to 1 is a subgradient; PyTorch takes
        `negative_slope`, and so do we.
    """
    positive = input > 0  # (*)
    return grad_output * positive + negative_slope * (grad_output * ~positive)  # (*)
