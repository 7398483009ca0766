"""Inverted dropout from first principles: a mask, and a factor that keeps the mean."""

import numpy as np

__all__ = ["dropout", "dropout_backward"]


def dropout(input, mask=None, p=0.5, training=True):
    r"""Set units to zero where the mask says so, and divide the others by the share kept.

    With the mask $m$ of zeros and ones, drawn with $P(m = 0) = p$: $\;y = m \, x / (1 - p)$.

    Args:
        input: (*) float. Activations, any shape.
        mask: (*) bool, or a shape that broadcasts to the input's. True keeps a unit; unused, and
            None if one likes, where `training` is False.
        p: float in [0, 1]. Probability with which the mask was drawn to drop a unit.
        training: bool. False returns the input unchanged, as at test time.

    Returns:
        (*) float. Its mean over masks is `input`, except for `p` of 1, which drops everything.

    Raises:
        TypeError: If `input` is neither float32 nor float64, or `mask` is not bool.
        ValueError: If `p` is no probability, or the mask does not fit.

    Note:
        A mask of shape (N, C, 1, 1) drops whole channels of images (`dropout2d`), one of shape
        (N, 1, ..., 1) whole examples of a residual branch (stochastic depth). Gradients take the
        same mask.

    Source:
        Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, "Dropout: A Simple Way to
        Prevent Neural Networks from Overfitting", *JMLR* 15, 2014, abstract; PyTorch 2.13
        documentation, `torch.nn.Dropout` (the scale in training).
    """
    _check(input, mask, p, training)
    return input * _scale(mask, p, training, input.dtype)  # (*)


def dropout_backward(grad_output, input, mask=None, p=0.5, training=True):
    """Multiply by the same mask and the same factor: a dropped unit gets no gradient.

    Args:
        grad_output: (*) float. Gradient of the loss in the result.
        input: (*) float. Activations of the forward pass.
        mask: (*) bool. As in the forward pass.
        p: float. As in the forward pass.
        training: bool. As in the forward pass.

    Returns:
        (*) float. Gradient of the loss in `input`.
    """
    _check(input, mask, p, training)
    if np.shape(grad_output) != input.shape:
        raise ValueError(
            f"grad_output: wanted shape {input.shape}, got {np.shape(grad_output)}"
        )
    grad = np.asarray(grad_output, input.dtype)  # (*)
    return grad * _scale(mask, p, training, input.dtype)  # (*)


def _scale(mask, p, training, dtype):
    if not training:
        return np.ones((), dtype)  # ()
    return mask.astype(dtype) / np.asarray(1 - p if p < 1 else 1, dtype)  # mask's shape


def _check(input, mask, p, training):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if not 0 <= p <= 1:
        raise ValueError(f"p: wanted a probability in [0, 1], got {p}")
    if not training:
        return
    if mask is None:
        raise ValueError("mask: wanted one in training, got None")
    if mask.dtype != np.bool_:
        raise TypeError(f"mask: wanted bool, got {mask.dtype}")
    fits = mask.ndim <= input.ndim and all(
        size in (1, wanted)
        for size, wanted in zip(mask.shape[::-1], input.shape[::-1], strict=False)
    )
    if not fits:
        raise ValueError(
            f"mask: wanted a shape that broadcasts to {input.shape}, got {mask.shape}"
        )
