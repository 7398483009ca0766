"""Vector-Jacobian products as they are written at work."""

import torch

__all__ = ["vjp"]


def vjp(func, inputs, v):
    """Ask for the output and the function that pulls vectors back, and pull one.

    `torch.autograd.grad(output, inputs, grad_outputs=v)` is the same on tensors that require grad,
    and `loss.backward()` is the case of one output and v = 1.

    Args:
        func: Function of as many tensors as there are inputs; returns a tensor.
        inputs: (*) floating tensor, or tuple of tensors or arrays.
        v: (*) tensor, shaped as the output.

    Returns:
        The output and the product, a tuple where `inputs` is a tuple.
    """
    several = isinstance(inputs, tuple)
    tensors = [torch.as_tensor(x) for x in (inputs if several else (inputs,))]
    output, pull = torch.func.vjp(func, *tensors)[:2]
    products = pull(v)
    return output, products if several else products[0]
