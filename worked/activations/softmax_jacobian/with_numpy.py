"""The Jacobian of softmax, built as a matrix so that it can be looked at."""

import numpy as np

from worked.activations.softmax.with_numpy import softmax, softmax_backward

__all__ = ["softmax_jacobian", "softmax_jacobian_backward"]


def softmax_jacobian(input):
    r"""Differentiate every probability in every score: $\operatorname{diag}(p) - p p^\top$.

    Args:
        input: (C,) float. Scores of one example.

    Returns:
        (C, C) float. Row i, column j: derivative of probability i in score j. Symmetric; its rows
        and columns sum to zero.

    Raises:
        TypeError: If `input` is neither float32 nor float64.
        ValueError: If `input` is not a vector.

    Note:
        To look at, not to train with: a backward pass needs the product with one vector, which
        costs C operations and not C squared.

    Source:
        Bishop, *Pattern Recognition and Machine Learning*, 2006, equation (4.106);
        PyTorch 2.13 documentation, `torch.func.jacrev`.
    """
    _check(input)
    prob = softmax(input, 0)  # (C,)
    return np.diag(prob) - np.outer(prob, prob)  # (C, C)


def softmax_jacobian_backward(grad_output, input):
    r"""Carry a gradient through the Jacobian, as a penalty on it would need.

    Args:
        grad_output: (C, C) float. Gradient of the loss in the Jacobian.
        input: (C,) float. Scores of the forward pass.

    Returns:
        (C,) float. Gradient of the loss in `input`.

    Raises:
        ValueError: If `grad_output` is not of shape (C, C).
    """
    _check(input)
    shape = input.shape * 2
    if np.shape(grad_output) != shape:
        raise ValueError(
            f"grad_output: wanted shape {shape}, got {np.shape(grad_output)}"
        )
    grad_output = np.asarray(grad_output, input.dtype)  # (C, C)
    prob = softmax(input, 0)  # (C,)
    both = grad_output + grad_output.T  # (C, C): p stands twice in its outer product
    grad_prob = np.diag(grad_output) - both @ prob  # (C,)
    return softmax_backward(grad_prob, input, 0, output=prob)  # (C,)


def _check(input):
    if input.ndim != 1:  # softmax refuses the rest
        raise ValueError(f"input: wanted one vector of scores, got shape {input.shape}")
