"""Root-mean-square normalization as it is written at work."""

import torch.nn.functional as F

__all__ = ["rms_norm"]


def rms_norm(input, normalized_shape, weight=None, eps=None):
    r"""Call the library's operation; `torch.nn.RMSNorm` keeps the weight.

    Args:
        input: (\*, \*normalized_shape) floating tensor. Examples, or tokens of sequences.
        normalized_shape: tuple of int. Shape of the last axes.
        weight: Tensor of that shape, or None. Scale; another dtype is promoted with a warning.
        eps: float or None. Added to the mean square.

    Returns:
        Tensor, shaped as `input`.
    """
    return F.rms_norm(input, normalized_shape, weight, eps)
