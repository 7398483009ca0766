"""Layer normalization as it is written at work."""

import torch.nn.functional as F

__all__ = ["layer_norm"]


def layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-5):
    r"""Call the library's operation; `torch.nn.LayerNorm` keeps weight and bias.

    Args:
        input: (\*, \*normalized_shape) floating tensor. Examples, or tokens of sequences.
        normalized_shape: tuple of int. Shape of the last axes.
        weight: Tensor of that shape, or None. Scale.
        bias: Tensor of that shape, or None. Shift.
        eps: float. Added to the variance.

    Returns:
        Tensor, shaped as `input`.
    """
    return F.layer_norm(input, normalized_shape, weight, bias, eps)
