"""A two-dimensional convolution as it is written at work."""

import torch.nn.functional as F

__all__ = ["conv2d"]


def conv2d(input, weight, bias=None, stride=1, padding=0):
    """Call the library's operation, which picks an algorithm for the shapes at hand.

    At work the module keeps filters and biases: `nn.Conv2d(in_channels, out_channels, 3)`; it
    draws them as a linear layer with `in_channels * 9` inputs would. The library has `dilation`
    and `groups` as well, and takes one image without its batch axis.

    Args:
        input: (N, C, H, W) floating tensor. Images.
        weight: (O, C, KH, KW) tensor. Filters; they are not flipped.
        bias: (O,) tensor, or None.
        stride: int or pair.
        padding: int or pair; the library takes `"same"` and `"valid"` as well.

    Returns:
        (N, O, P, Q) tensor.
    """
    return F.conv2d(input, weight, bias, stride=stride, padding=padding)
