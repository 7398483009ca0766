"""Vector-Jacobian products by the tape: reverse mode."""

import numpy as np

from worked.autograd.tape.with_numpy import Tensor

__all__ = ["vjp"]


def vjp(func, inputs, v):
    r"""Send a vector back through a function: $v^\top J$, for the price of a few forward passes.

    Args:
        func: Function of as many Tensors as there are inputs; returns a Tensor.
        inputs: (*) float array, or tuple of arrays. Where the Jacobian is taken.
        v: (*) float, shaped as the output. Weight of each output.

    Returns:
        The output, (*) float; and the product, shaped as the input, a tuple of arrays where
        `inputs` is a tuple.

    Raises:
        TypeError: If `v` or an input is neither float32 nor float64.
        ValueError: If `v` is not shaped as the output.

    Note:
        The gradient of a loss is the product with v = 1. The Jacobian of m outputs takes m calls,
        one a row, however many inputs there are.

    Source:
        Baydin, Pearlmutter, Radul and Siskind, "Automatic Differentiation in Machine Learning: a
        Survey", JMLR 18, 2018, section 3.2; PyTorch 2.13 documentation,
        `torch.autograd.functional.vjp`.
    """
    arrays = inputs if isinstance(inputs, tuple) else (inputs,)
    tensors = [Tensor(x, requires_grad=True) for x in arrays]  # (*) each
    output = func(*tensors)
    v = np.asarray(v)  # (*)
    if v.dtype not in (np.float32, np.float64):
        raise TypeError(f"v: wanted float32 or float64, got {v.dtype}")
    if v.shape != output.shape:
        raise ValueError(f"v: wanted shape {output.shape}, got {v.shape}")
    if output.requires_grad:
        output.backward(v)
    products = tuple(
        np.zeros_like(t.data) if t.grad is None else t.grad for t in tensors
    )
    return output.data, products if isinstance(inputs, tuple) else products[0]
