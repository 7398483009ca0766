"""A two-dimensional convolution from first principles, as one product of matrices."""

import numpy as np

__all__ = ["conv2d", "conv2d_backward"]


def conv2d(input, weight, bias=None, stride=1, padding=0):
    r"""Slide each filter over the image; a place of the output is one weighted sum of a patch.

    $y_{nopq} = b_o + \sum_{c,i,j} w_{ocij} \, x_{n,\,c,\,ps+i,\,qs+j}$ with stride $s$, on images
    that have `padding` zeros on each side.

    Args:
        input: (N, C, H, W) float. Images: channels, rows, columns.
        weight: (O, C, KH, KW) float. One filter for each output channel.
        bias: (O,) float. None stands for zeros.
        stride: int >= 1, or a pair for rows and columns. Pixels between two places of the filter.
        padding: int >= 0, or a pair. Zeros before the first and after the last row and column.

    Returns:
        (N, O, P, Q) float with $P = \lfloor (H + 2 \cdot \text{padding} - KH) / s \rfloor + 1$
        rows, and columns likewise.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If shapes do not fit, the filter is larger than the padded image, or an option
            makes no sense.

    Note:
        The filter is not flipped, so this is a cross-correlation, as in all common libraries; a
        learned filter does not care. Patches are laid side by side as columns (im2col), which costs
        memory, KH KW times that of the image at stride 1, and turns the work into one product.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, chapter 9, draft of 2015;
        PyTorch 2.13 documentation, `torch.nn.functional.conv2d`.
    """
    stride, padding = _check(input, weight, bias, stride, padding)
    patches, places = _patches(input, weight.shape, stride, padding)
    output = weight.reshape(len(weight), -1) @ patches  # (O, N P Q)
    if bias is not None:
        output += bias[:, None]
    output = output.reshape(len(weight), *places)  # (O, N, P, Q)
    return np.ascontiguousarray(output.swapaxes(0, 1))  # (N, O, P, Q)


def conv2d_backward(grad_output, input, weight, bias=None, stride=1, padding=0):
    r"""Add up over all places, because they share the weights; send each part back to its patch.

    Args:
        grad_output: (N, O, P, Q) float. Gradient of the loss with respect to the output.
        input: (N, C, H, W) float. As in the forward pass.
        weight: (O, C, KH, KW) float. As in the forward pass.
        bias: (O,) float. As in the forward pass.
        stride: int or pair. As in the forward pass.
        padding: int or pair. As in the forward pass.

    Returns:
        Tuple of the gradients with respect to `input` and `weight`, and to `bias` where it is
        given.

    Raises:
        ValueError: If `grad_output` does not have the shape of the output.

    Note:
        At stride 1 the gradient with respect to the filter is the correlation of the image with
        `grad_output`, and that with respect to the image the correlation of the padded
        `grad_output` with the flipped filter. The loop here runs over the pixels of a filter.
    """
    stride, padding = _check(input, weight, bias, stride, padding)
    patches, (count, high, wide) = _patches(input, weight.shape, stride, padding)
    shape = count, len(weight), high, wide
    if np.shape(grad_output) != shape:
        got = np.shape(grad_output)
        raise ValueError(f"grad_output: wanted shape {shape}, got {got}")
    delta = np.asarray(grad_output, input.dtype).swapaxes(0, 1)  # (O, N, P, Q)
    delta = delta.reshape(len(weight), count * high * wide)  # (O, N P Q)
    grad_weight = (delta @ patches.T).reshape(weight.shape)  # (O, C, KH, KW)
    spread = weight.reshape(len(weight), -1).T @ delta  # (C KH KW, N P Q)
    spread = spread.reshape(*weight.shape[1:], count, high, wide)
    grad = np.zeros(padded_shape(input, padding), input.dtype)  # (N, C, H + 2p, W + 2p)
    for i, j in np.ndindex(weight.shape[2:]):
        place = grad[:, :, i :: stride[0], j :: stride[1]]  # (N, C, >= P, >= Q)
        place[:, :, :high, :wide] += spread[:, i, j].swapaxes(0, 1)
    (top, left), (height, width) = padding, input.shape[2:]
    grads = grad[:, :, top : top + height, left : left + width].copy(), grad_weight
    if bias is None:
        return grads
    # A sum over all places of all images: in float32 it would lose digits.
    return *grads, delta.sum(axis=1, dtype=np.float64).astype(input.dtype)


def _patches(input, shape, stride, padding):
    # Each patch as one column, (C KH KW, N P Q), and the numbers of images, rows and columns.
    if any(padding):
        (top, left), (height, width) = padding, input.shape[2:]
        padded = np.zeros(padded_shape(input, padding), input.dtype)
        padded[:, :, top : top + height, left : left + width] = input
        input = padded  # (N, C, H + 2p, W + 2p)
    view = np.lib.stride_tricks.sliding_window_view(input, shape[2:], axis=(2, 3))
    view = view[:, :, :: stride[0], :: stride[1]]  # (N, C, P, Q, KH, KW), no copy yet
    count, channels, high, wide, *kernel = view.shape
    size = channels * kernel[0] * kernel[1]
    patches = view.transpose(1, 4, 5, 0, 2, 3).reshape(size, count * high * wide)
    return patches, (count, high, wide)


def padded_shape(input, padding):
    """Return the shape of images with `padding` pixels on each side: (N, C, H + 2p, W + 2p)."""
    count, channels, height, width = input.shape
    return count, channels, height + 2 * padding[0], width + 2 * padding[1]


def as_pair(name, value, least):
    """Return an option as a pair for rows and columns; refuse what is neither int nor pair."""
    pair = value if isinstance(value, tuple) else (value, value)
    whole = all(isinstance(part, int | np.integer) for part in pair)
    if len(pair) != 2 or not whole or min(pair) < least:
        wanted = f"an int from {least} or a pair of them"
        raise ValueError(f"{name}: wanted {wanted}, got {value!r}")
    return pair


def _check(input, weight, bias, stride, padding):
    # Returns stride and padding as pairs.
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    for name, array in (("weight", weight), ("bias", bias)):
        if array is not None and array.dtype != input.dtype:
            raise TypeError(
                f"{name}: wanted {input.dtype} as in input, got {array.dtype}"
            )
    if input.ndim != 4:
        raise ValueError(f"input: wanted (N, C, H, W), got shape {input.shape}")
    if weight.ndim != 4 or weight.shape[1] != input.shape[1]:
        wanted = f"(O, {input.shape[1]}, KH, KW)"
        raise ValueError(f"weight: wanted shape {wanted}, got {weight.shape}")
    if bias is not None and bias.shape != weight.shape[:1]:
        raise ValueError(f"bias: wanted shape {weight.shape[:1]}, got {bias.shape}")
    pairs = as_pair("stride", stride, 1), as_pair("padding", padding, 0)
    for axis in (0, 1):
        room = input.shape[2 + axis] + 2 * pairs[1][axis]
        if not 1 <= weight.shape[2 + axis] <= room:
            raise ValueError(
                f"weight: wanted a filter of 1 to {room} along axis {axis} of the image, "
                f"got {weight.shape[2 + axis]}"
            )
    return pairs
