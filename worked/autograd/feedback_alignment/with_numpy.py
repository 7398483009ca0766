"""An affine layer whose backward pass uses another matrix than its forward pass."""

import numpy as np

__all__ = ["feedback_alignment", "feedback_alignment_backward"]


def feedback_alignment(input, weight, bias, feedback):
    r"""Compute the affine map $z = x W^\top + b$; `feedback` is for the backward pass alone.

    Args:
        input: (N, D) float. One example a row.
        weight: (C, D) float. Weights (out, in).
        bias: (C,) float. Biases.
        feedback: (C, D) float. Fixed random matrix $B$, shaped as `weight`, that never learns.

    Returns:
        (N, C) float. Pre-activations.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If a shape does not fit.

    Source:
        Lillicrap, Cownden, Tweed and Akerman, "Random synaptic feedback weights support error
        backpropagation for deep learning", *Nature Communications* 7:13276, 2016.
    """
    _check(input, weight, bias, feedback)
    return input @ weight.T + bias  # (N, C)


def feedback_alignment_backward(grad_output, input, weight, bias, feedback):
    r"""Send back $\delta B$ where backpropagation sends $\delta W$; weight and bias learn as usual.

    Args:
        grad_output: (N, C) float. Delta $\delta$: what arrives for the pre-activations.
        input: (N, D) float. As in the forward pass.
        weight: (C, D) float. As in the forward pass; the answer does not depend on it.
        bias: (C,) float. As in the forward pass.
        feedback: (C, D) float. A constant: it gets no gradient.

    Returns:
        Three arrays shaped as `input`, `weight` and `bias`. The last two are the exact gradients
        for this delta; the first is one only if `feedback` equals `weight`.

    Raises:
        ValueError: If `grad_output` does not have the shape of the result.

    Note:
        The update descends as long as it makes less than a right angle with the gradient. At
        first that is chance; training turns the forward weights until the angle is acute.
    """
    _check(input, weight, bias, feedback)
    delta = np.asarray(grad_output, input.dtype)  # (N, C)
    wanted = (len(input), len(weight))
    if delta.shape != wanted:
        raise ValueError(f"grad_output: wanted shape {wanted}, got {delta.shape}")
    return (
        delta @ feedback,  # (N, D), backpropagation would have weight here
        delta.T @ input,  # (C, D)
        delta.sum(0, dtype=np.float64).astype(delta.dtype),  # (C,)
    )


def _check(input, weight, bias, feedback):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if input.ndim != 2:
        raise ValueError(f"input: wanted shape (N, D), got {input.shape}")
    units, width = len(weight), input.shape[1]
    wanted = (("weight", weight, (units, width)), ("bias", bias, (units,)))
    wanted += (("feedback", feedback, (units, width)),)
    for name, array, shape in wanted:
        if array.dtype != input.dtype:
            raise TypeError(
                f"{name}: wanted {input.dtype} as in input, got {array.dtype}"
            )
        if array.shape != shape:
            raise ValueError(f"{name}: wanted shape {shape}, got {array.shape}")
