"""The Hessian as it is had at work, exact up to rounding."""

import warnings

import torch

__all__ = ["hessian"]


def hessian(func, input):
    r"""Differentiate the gradient, forward over reverse, with a pass for each element.

    Args:
        func: Function of a tensor that returns one number.
        input: (\*) float64 tensor. Where the second derivatives are taken.

    Returns:
        (\*, \*) tensor. Second derivatives.
    """
    with warnings.catch_warnings():
        # PyTorch 2.13 loads its forward rules at the first call, and warns of its own code.
        warnings.filterwarnings("ignore", "`torch.jit.script`", DeprecationWarning)
        return torch.func.hessian(func)(input)
