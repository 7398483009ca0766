"""Jacobian-vector products as they are written at work."""

import warnings

import torch

__all__ = ["jvp"]


def jvp(func, inputs, v):
    """Call the library's forward mode, which carries a tangent beside every tensor.

    `torch.autograd.functional.jvp` returns the same, but by two reverse passes.
    The dual numbers themselves are at hand as `torch.autograd.forward_ad.make_dual`.

    Args:
        func: Function of as many tensors as there are inputs; returns a tensor.
        inputs: (*) floating tensor, or tuple of tensors or arrays.
        v: (*) tensor, shaped as `inputs`, or tuple of such tensors or arrays.

    Returns:
        The output and the product, shaped alike.
    """
    if not isinstance(inputs, tuple):
        inputs, v = (inputs,), (v,)
    primals = tuple(torch.as_tensor(x) for x in inputs)
    tangents = tuple(torch.as_tensor(t) for t in v)
    with warnings.catch_warnings():
        # PyTorch 2.13 loads its forward rules at the first call, and warns of its own code.
        warnings.filterwarnings("ignore", "`torch.jit.script`", DeprecationWarning)
        return torch.func.jvp(func, primals, tangents)
