"""Softmax from first principles, in the form that cannot overflow."""

import numpy as np

__all__ = ["softmax", "softmax_backward"]


def softmax(input, dim):
    r"""Turn scores into probabilities: $p_i = e^{z_i} / \sum_j e^{z_j}$.

    Args:
        input: (*) float. Scores (logits), any shape.
        dim: int. Axis along which the probabilities sum to one.

    Returns:
        (*) float. Probabilities in $[0, 1]$.

    Raises:
        TypeError: If `input` is not floating.

    Note:
        Softmax does not change when a constant is added to all scores, so the largest is taken off
        first: every exponent is then at most 0 and nothing overflows.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, 2016, section 4.1;
        PyTorch 2.13 documentation, `torch.nn.functional.softmax`.
    """
    if not np.issubdtype(input.dtype, np.floating):
        raise TypeError(f"input: wanted a floating dtype, got {input.dtype}")
    shifted = input - input.max(axis=dim, keepdims=True, initial=-np.inf)  # (*)
    weights = np.exp(shifted, out=shifted)  # (*)
    weights /= weights.sum(axis=dim, keepdims=True)
    return weights


def softmax_backward(grad_output, input, dim):
    r"""Multiply by the Jacobian $\operatorname{diag}(p) - p p^\top$ without building it.

    Args:
        grad_output: (*) float. Gradient of the loss in the probabilities.
        input: (*) float. Scores of the forward pass.
        dim: int. Axis of the forward pass.

    Returns:
        (*) float. Gradient of the loss in `input`; it sums to zero along `dim`.
    """
    prob = softmax(input, dim)  # (*)
    mean = (grad_output * prob).sum(axis=dim, keepdims=True)  # (*, 1, *)
    return prob * (grad_output - mean)  # (*)
