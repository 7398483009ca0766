"""Clipping by the norm as it is written at work."""

import torch
from torch.nn.utils import clip_grad_norm_

__all__ = ["clip_grad_norm"]


def clip_grad_norm(grads, max_norm, norm_type=2.0, error_if_nonfinite=False):
    """Let the library clip copies; in a training loop it changes `.grad` in place.

    There it is one line between `loss.backward()` and `optimizer.step()`:
    `torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)`.

    Args:
        grads: (*) floating tensor, or a list of them.
        max_norm: float. Largest norm that all of them together may have.
        norm_type: float. Order of the norm; the library takes zero and negative ones, too.
        error_if_nonfinite: bool. Raise an error for an infinite or NaN norm.

    Returns:
        (*) tensor, or a list as in `grads`, and () tensor: clipped, and the norm before.
    """
    several = isinstance(grads, list | tuple)
    params = []
    for grad in grads if several else [grads]:
        param = torch.empty_like(grad)  # (*)
        param.grad = grad.clone()  # (*)
        params.append(param)
    total = clip_grad_norm_(params, max_norm, norm_type, error_if_nonfinite)  # ()
    clipped = [param.grad for param in params]
    return (clipped if several else clipped[0]), total
