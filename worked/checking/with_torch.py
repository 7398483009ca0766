"""The PyTorch half of the checks: calls a PyTorch side with a case's NumPy arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch


def to_tensor(value: Any, *, requires_grad: bool = False) -> Any:
    """Copy an array into a tensor; anything else is passed as it is."""
    if not isinstance(value, np.ndarray):
        return value
    tensor = torch.tensor(value)
    return tensor.requires_grad_() if requires_grad else tensor


def to_numpy(answer: Any) -> Any:
    """Copy a tensor, or a tuple or list of answers, back to NumPy."""
    if isinstance(answer, tuple | list):
        return tuple(to_numpy(part) for part in answer)
    return answer.detach().numpy() if isinstance(answer, torch.Tensor) else answer


def call(function: Callable[..., Any], args: Mapping[str, Any]) -> Any:
    """Call a PyTorch side with NumPy arguments and return NumPy."""
    return to_numpy(function(**{key: to_tensor(value) for key, value in args.items()}))


def gradients(
    function: Callable[..., Any],
    args: Mapping[str, Any],
    names: list[str],
    grad_output: Any,
) -> tuple[np.ndarray, ...]:
    """Return the gradients that autograd gives for the named arguments.

    Args:
        function: A PyTorch side.
        args: Keyword arguments, arrays in NumPy.
        names: Arguments to differentiate by, in the order of the result.
        grad_output: Array, or tuple of arrays, shaped as the output.

    Returns:
        One array per name; zeros where the output does not depend on the argument.
    """
    tensors = {
        key: to_tensor(value, requires_grad=key in names) for key, value in args.items()
    }
    output = function(**tensors)
    outputs = output if isinstance(output, tuple | list) else (output,)
    upstream = grad_output if isinstance(grad_output, tuple) else (grad_output,)
    grads = torch.autograd.grad(
        outputs,
        [tensors[name] for name in names],
        [to_tensor(np.asarray(grad)) for grad in upstream],
        allow_unused=True,
        materialize_grads=True,
    )
    return to_numpy(grads)
