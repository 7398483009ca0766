"""Max pooling over windows of an image from first principles."""

import numpy as np

from worked.convolution.conv2d.with_numpy import as_pair, padded_shape

__all__ = ["max_pool2d", "max_pool2d_backward"]


def max_pool2d(input, kernel_size, stride=None, padding=0):
    r"""Keep the largest number of each window: $y_{ncpq} = \max_{i,j} x_{n,\,c,\,ps+i,\,qs+j}$.

    Args:
        input: (N, C, H, W) float. Images or feature maps.
        kernel_size: int >= 1, or a pair for rows and columns. Size of a window.
        stride: int >= 1, or a pair. Pixels between two windows; their size when None.
        padding: int >= 0, or a pair. Pixels on each side that never win; half a window at most.

    Returns:
        (N, C, P, Q) float with $P = \lfloor (H + 2 \cdot \text{padding} - KH) / s \rfloor + 1$
        rows, and columns likewise.

    Raises:
        TypeError: If `input` is neither float32 nor float64.
        ValueError: If `input` has not four axes, a window is larger than the padded image, or an
            option makes no sense.

    Note:
        It has no parameters. Rows and columns that no whole window reaches are dropped. A shift of
        the image changes the output unless the same numbers still win in the same windows.

    Source:
        Goodfellow, Bengio and Courville, *Deep Learning*, chapter 9, draft of 2015;
        PyTorch 2.13 documentation, `torch.nn.functional.max_pool2d`.
    """
    size, stride, padding = _check(input, kernel_size, stride, padding)
    return _windows(input, size, stride, padding).max(axis=0)  # (N, C, P, Q)


def max_pool2d_backward(grad_output, input, kernel_size, stride=None, padding=0):
    r"""Send each gradient to the winner of its window; the other pixels of it get nothing.

    Args:
        grad_output: (N, C, P, Q) float. Gradient of the loss with respect to the output.
        input: (N, C, H, W) float. As in the forward pass.
        kernel_size: int or pair. As in the forward pass.
        stride: int, pair or None. As in the forward pass.
        padding: int or pair. As in the forward pass.

    Returns:
        (N, C, H, W) float. Gradient with respect to `input`; a pixel that wins in several
        windows gets the sum.

    Raises:
        ValueError: If `grad_output` does not have the shape of the output.

    Note:
        Of equal numbers the first one wins, row by row, as in PyTorch. The maximum has a kink
        there, and any share among them would be a subgradient.
    """
    size, stride, padding = _check(input, kernel_size, stride, padding)
    # A real minus infinity beats the padding, which must never win.
    real = np.maximum(input, np.finfo(input.dtype).min)  # (N, C, H, W)
    windows = _windows(real, size, stride, padding)  # (KH KW, N, C, P, Q)
    shape = windows.shape[1:]
    if np.shape(grad_output) != shape:
        got = np.shape(grad_output)
        raise ValueError(f"grad_output: wanted shape {shape}, got {got}")
    grad_output = np.asarray(grad_output, input.dtype)  # (N, C, P, Q)
    winner = windows.argmax(axis=0)  # (N, C, P, Q)
    grad = np.zeros(padded_shape(input, padding), input.dtype)  # (N, C, H + 2p, W + 2p)
    for number, place in enumerate(_places(grad, size, stride, shape)):
        place += np.where(winner == number, grad_output, 0)
    (top, left), (height, width) = padding, input.shape[2:]
    return grad[:, :, top : top + height, left : left + width].copy()  # (N, C, H, W)


def _windows(input, size, stride, padding):
    # The pixels of each window along the first axis, (KH KW, N, C, P, Q).
    if any(padding):
        (top, left), (height, width) = padding, input.shape[2:]
        padded = np.full(padded_shape(input, padding), -np.inf, input.dtype)
        padded[:, :, top : top + height, left : left + width] = input
        input = padded  # (N, C, H + 2p, W + 2p)
    high, wide = (
        (input.shape[2 + axis] - size[axis]) // stride[axis] + 1 for axis in (0, 1)
    )
    return np.stack(list(_places(input, size, stride, (high, wide))))


def _places(array, size, stride, shape):
    # For each place in a window, row by row, a view of what all windows have there: (N, C, P, Q).
    high, wide = shape[-2:]
    for i, j in np.ndindex(size):
        yield array[:, :, i :: stride[0], j :: stride[1]][:, :, :high, :wide]


def _check(input, kernel_size, stride, padding):
    # Returns the options as pairs.
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if input.ndim != 4:
        raise ValueError(f"input: wanted (N, C, H, W), got shape {input.shape}")
    stride = kernel_size if stride is None else stride
    pairs = (
        as_pair("kernel_size", kernel_size, 1),
        as_pair("stride", stride, 1),
        as_pair("padding", padding, 0),
    )
    for axis in (0, 1):
        size, around = pairs[0][axis], pairs[2][axis]
        if 2 * around > size:
            raise ValueError(
                f"padding: wanted at most half a window, {size // 2}, got {around}"
            )
        room = input.shape[2 + axis] + 2 * around
        if size > room:
            raise ValueError(
                f"kernel_size: wanted at most {room} along axis {axis} of the image, got {size}"
            )
    return pairs
