"""The affine map of a layer from first principles: one matrix product for all units at once."""

import numpy as np

__all__ = ["affine", "affine_backward"]


def affine(input, weight, bias=None):
    r"""Form all weighted sums of a layer for all examples at once: $Z = X W^T + b$.

    Args:
        input: (*, in) float. Examples, one a row; any leading axes, or none.
        weight: (out, in) float. Row j holds the weights into unit j.
        bias: (out,) float or None. One offset for each unit; None leaves it out.

    Returns:
        (*, out) float. Pre-activations. Without a bias the map is linear; with one it is affine,
        although libraries call both "linear".

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If shapes do not fit.

    Note:
        The bias is added to every example. It equals a weight whose input is always 1.
        Textbooks that write $W x + b$ have the example as a column; with examples as rows the
        weights stand on the right, transposed. Keras stores (in, out) instead.

    Source:
        Zhang et al., *Dive into Deep Learning*, chapter on multilayer perceptrons, "Forward
        Propagation"; PyTorch documentation, `torch.nn.functional.linear`.
    """
    _check(input, weight, bias)
    sums = input @ weight.T  # (*, out)
    return sums if bias is None else sums + bias  # (*, out)


def affine_backward(grad_output, input, weight, bias=None):
    r"""Two products and a sum: $G W$ for the input, $G^T X$ for the weights, $\sum_n G_n$.

    Args:
        grad_output: (*, out) float. Gradient $G$ of the loss with respect to the pre-activations.
        input: (*, in) float. As in the forward pass.
        weight: (out, in) float. As in the forward pass.
        bias: (out,) float or None. As in the forward pass.

    Returns:
        Arrays shaped as `input`, `weight` and, if there is one, `bias`: gradients of the loss with
        respect to each.

    Note:
        Weights and bias are used for every example, so their gradients add up over all of them.
    """
    _check(input, weight, bias)
    grad = np.asarray(grad_output, input.dtype)  # (*, out)
    wanted = (*input.shape[:-1], len(weight))
    if grad.shape != wanted:
        raise ValueError(f"grad_output: wanted shape {wanted}, got {grad.shape}")
    count = int(np.prod(input.shape[:-1]))  # N: all leading axes in one
    rows = grad.reshape(count, len(weight))  # (N, out)
    examples = input.reshape(count, weight.shape[1])  # (N, in)
    grads = grad @ weight, rows.T @ examples  # (*, in), (out, in)
    if bias is None:
        return grads
    # NumPy adds rows one by one, and a million in float32 lose three digits: so in float64.
    return *grads, rows.sum(0, dtype=np.float64).astype(input.dtype)  # (out,)


def _check(input, weight, bias):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    given = {"weight": weight} if bias is None else {"weight": weight, "bias": bias}
    for name, array in given.items():
        if array.dtype != input.dtype:
            raise TypeError(
                f"{name}: wanted {input.dtype} as in input, got {array.dtype}"
            )
    if input.ndim < 1:
        raise ValueError(f"input: wanted shape (*, in), got {input.shape}")
    if weight.ndim != 2 or weight.shape[1] != input.shape[-1]:
        wanted = f"(out, {input.shape[-1]})"
        raise ValueError(f"weight: wanted shape {wanted}, got {weight.shape}")
    if bias is not None and bias.shape != weight.shape[:1]:
        raise ValueError(f"bias: wanted shape {weight.shape[:1]}, got {bias.shape}")
