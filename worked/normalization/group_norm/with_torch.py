"""Group normalization as it is written at work."""

import torch.nn.functional as F

__all__ = ["group_norm"]


def group_norm(input, num_groups, weight=None, bias=None, eps=1e-5):
    r"""Call the library's operation; `torch.nn.GroupNorm` keeps weight and bias.

    Args:
        input: (N, C, \*) floating tensor. Examples.
        num_groups: int. Groups; divides C.
        weight: (C,) tensor or None. Scale.
        bias: (C,) tensor or None. Shift.
        eps: float. Added to the variance.

    Returns:
        Tensor, shaped as `input`.
    """
    return F.group_norm(input, num_groups, weight, bias, eps)
