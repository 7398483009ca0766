"""Clipping by value as it is written at work."""

import torch
from torch.nn.utils import clip_grad_value_

__all__ = ["clip_grad_value"]


def clip_grad_value(grads, clip_value):
    """Let the library clip a copy; in a training loop it changes `.grad` in place.

    There it is one line between `loss.backward()` and `optimizer.step()`:
    `torch.nn.utils.clip_grad_value_(model.parameters(), 1.0)`.

    Args:
        grads: (*) floating tensor. Gradient with respect to any parameters.
        clip_value: float. Largest absolute value of a component.

    Returns:
        (*) tensor. The clipped gradient.
    """
    param = torch.empty_like(grads)  # (*)
    param.grad = grads.clone()  # (*)
    clip_grad_value_([param], clip_value)
    return param.grad
