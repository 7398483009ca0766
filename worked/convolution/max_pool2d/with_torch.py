"""Max pooling as it is written at work."""

import torch.nn.functional as F

__all__ = ["max_pool2d"]


def max_pool2d(input, kernel_size, stride=None, padding=0):
    """Call the library's operation, which keeps the places of the winners for the backward pass.

    `nn.MaxPool2d(2)` is the same as a module. A convolution with stride 2 shrinks the image as
    well, and learns how.

    Args:
        input: (N, C, H, W) floating tensor. Images or feature maps.
        kernel_size: int or pair. Size of a window.
        stride: int, pair or None for the size of a window.
        padding: int or pair, half a window at most.

    Returns:
        (N, C, P, Q) tensor.
    """
    return F.max_pool2d(input, kernel_size, stride=stride, padding=padding)
