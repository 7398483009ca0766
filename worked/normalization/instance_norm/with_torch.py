"""Instance normalization as it is written at work."""

import torch.nn.functional as F

__all__ = ["instance_norm"]


def instance_norm(input, weight=None, bias=None, eps=1e-5):
    r"""Call the library's operation; `torch.nn.InstanceNorm2d` has no weight unless it is asked.

    Args:
        input: (N, C, \*) floating tensor, with two places or more.
        weight: (C,) tensor or None. Scale.
        bias: (C,) tensor or None. Shift.
        eps: float. Added to the variance.

    Returns:
        Tensor, shaped as `input`.
    """
    return F.instance_norm(input, weight=weight, bias=bias, eps=eps)
