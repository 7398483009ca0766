"""Gradient checking as it is done at work."""

import torch

__all__ = ["gradcheck", "numerical_gradient"]


def gradcheck(func, inputs, *, eps=1e-6, atol=1e-5, rtol=1e-3):
    """Call the library's check, in float64, on small inputs without ties or kinks.

    Unlike the default of `torch.autograd.gradcheck`, a failure is an answer here, not an exception
    with the two Jacobians in its message.

    Args:
        func: Function of as many tensors as there are inputs; returns a tensor.
        inputs: (*) float64 tensor, or tuple or list of tensors or arrays.
        eps: float. Step to each side.
        atol: float. Absolute tolerance.
        rtol: float. Relative tolerance.

    Returns:
        bool. Whether every entry agrees.
    """
    several = inputs if isinstance(inputs, tuple | list) else (inputs,)
    leaves = [torch.as_tensor(x).detach().clone().requires_grad_() for x in several]
    return torch.autograd.gradcheck(
        func, leaves, eps=eps, atol=atol, rtol=rtol, raise_exception=False
    )


def numerical_gradient(func, input, eps=1e-6):
    """Move one element at a time; the library does so only inside `gradcheck`.

    Args:
        func: Function of a tensor that returns one number.
        input: (*) float64 tensor.
        eps: float. Step to each side.

    Returns:
        (*) float64 tensor. Gradient by central differences.
    """
    input = torch.as_tensor(input)  # (*)
    steps = eps * torch.eye(input.numel(), dtype=input.dtype)  # (elements, elements)
    grad = [
        (func(input + step) - func(input - step)) / (2 * eps)
        for step in steps.reshape(input.numel(), *input.shape)
    ]
    return torch.tensor(grad, dtype=input.dtype).reshape(input.shape)  # (*)
