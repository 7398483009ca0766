"""The tape that everyone uses: PyTorch's own tensors and functions, under the same names."""

import torch
from torch import Tensor, no_grad  # noqa: F401
from torch.nn.functional import cross_entropy, elu, gelu, leaky_relu, silu, softplus

__all__ = [
    "Tensor",
    "cross_entropy",
    "elu",
    "gelu",
    "leaky_relu",
    "silu",
    "softplus",
    "value_and_grad",
]


def value_and_grad(func, inputs):
    """Make leaves, run the function, call `backward`, read `grad`.

    Args:
        func: Function of as many tensors as there are inputs; returns a tensor of one number.
        inputs: tuple of arrays or tensors. The floating ones are differentiated by.

    Returns:
        The value, and one gradient for each floating input.
    """
    tensors = [torch.as_tensor(x).detach().clone() for x in inputs]
    leaves = [t.requires_grad_() for t in tensors if t.is_floating_point()]
    value = func(*tensors)
    value.backward()
    grads = (torch.zeros_like(t) if t.grad is None else t.grad for t in leaves)
    return value.detach(), *grads
