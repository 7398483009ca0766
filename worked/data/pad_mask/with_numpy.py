"""Padding and masking of sequences of different lengths, from first principles."""

import numpy as np

__all__ = [
    "masked_mean",
    "masked_mean_backward",
    "pad_mask",
    "pad_sequence",
    "pad_sequence_backward",
]


def pad_mask(lengths, total_length=None):
    r"""Mark the places that hold data: $m_{nt} = 1$ for $t < \ell_n$.

    Args:
        lengths: (N,) int. Length of each sequence.
        total_length: int. Places in a row; the longest sequence's when None.

    Returns:
        (N, T) bool. True where there is data. PyTorch's attention calls the opposite
        `key_padding_mask`: True where there is none.

    Raises:
        TypeError: If `lengths` holds no integers.
        ValueError: If a length is negative, no length is given, or one is longer than
            `total_length`.

    Source:
        PyTorch 2.13 documentation, `torch.nn.utils.rnn.pad_packed_sequence` (`total_length`) and
        `torch.nn.MultiheadAttention` (`key_padding_mask`).
    """
    total = _check_lengths(lengths, total_length)
    return np.arange(total) < lengths[:, None]  # (N, T)


def pad_sequence(
    input, lengths, batch_first=False, padding_value=0.0, total_length=None
):
    r"""Lay sequences beside each other, filled up at their ends to one length.

    Args:
        input: (M, D) float. The sequences one after another, M the sum of their lengths.
        lengths: (N,) int. Length of each sequence.
        batch_first: bool. Whether the sequences run along the first axis of the answer.
        padding_value: float. What fills the places that hold no data.
        total_length: int. Places in a row; the longest sequence's when None.

    Returns:
        (T, N, D) float, or (N, T, D) with `batch_first`.

    Raises:
        TypeError: If `input` is neither float32 nor float64, or `lengths` holds no integers.
        ValueError: If the lengths do not add up to M, or are refused by `pad_mask`.

    Note:
        Padding is storage, not data: whatever reads it needs the mask. PyTorch's function takes a
        list of arrays; one array and lengths say the same, as in a packed or jagged batch.

    Source:
        PyTorch 2.13 documentation, `torch.nn.utils.rnn.pad_sequence`.
    """
    total = _check_sequences(input, lengths, total_length)
    mask = np.arange(total) < lengths[:, None]  # (N, T)
    padded = np.full((*mask.shape, input.shape[1]), padding_value, input.dtype)
    padded[mask] = input  # (N, T, D): True places in the order of rows
    return padded if batch_first else padded.swapaxes(0, 1)


def pad_sequence_backward(
    grad_output, input, lengths, batch_first=False, padding_value=0.0, total_length=None
):
    """Take the gradient at the real places; what arrives at padding is dropped.

    Args:
        grad_output: (T, N, D) or (N, T, D) float. Gradient with respect to the padded array.
        input: (M, D) float. As in the forward pass.
        lengths: (N,) int. As in the forward pass.
        batch_first: bool. As in the forward pass.
        padding_value: float. A constant.
        total_length: int. As in the forward pass.

    Returns:
        (M, D) float. Gradient with respect to `input`.
    """
    total = _check_sequences(input, lengths, total_length)
    mask = np.arange(total) < lengths[:, None]  # (N, T)
    shape = mask.shape if batch_first else mask.shape[::-1]
    grad = np.asarray(grad_output, input.dtype)  # (N, T, D) or (T, N, D)
    wanted = (*shape, input.shape[1])
    if grad.shape != wanted:
        raise ValueError(f"grad_output: wanted shape {wanted}, got {grad.shape}")
    return (grad if batch_first else grad.swapaxes(0, 1))[mask]  # (M, D)


def masked_mean(input, mask):
    r"""Average over the real places alone: $\sum_t m_t x_t / \sum_t m_t$.

    Args:
        input: (N, T, D) float. Padded sequences, batch first.
        mask: (N, T) bool. True where there is data.

    Returns:
        (N, D) float. NaN for a sequence without any data, because the mean of nothing is none.

    Raises:
        TypeError: If `input` is neither float32 nor float64, or `mask` is not boolean.
        ValueError: If shapes do not fit.

    Note:
        Padding is replaced before the sum, not multiplied by zero, so that even NaN or infinity
        in it does not reach the answer.

    Source:
        By definition of the mean; the same as `torch.masked.mean` over one axis, PyTorch 2.13.
    """
    _check_masked(input, mask)
    kept = np.where(mask[..., None], input, 0)  # (N, T, D)
    count = mask.sum(axis=1, dtype=np.int64)[:, None]  # (N, 1)
    with np.errstate(invalid="ignore"):  # no data: 0/0
        mean = kept.sum(axis=1, dtype=np.float64) / count  # (N, D)
    return mean.astype(input.dtype)


def masked_mean_backward(grad_output, input, mask):
    """Give each real place its share of the gradient, and padding none.

    Args:
        grad_output: (N, D) float. Gradient with respect to the means.
        input: (N, T, D) float. As in the forward pass.
        mask: (N, T) bool. As in the forward pass.

    Returns:
        (N, T, D) float. Gradient with respect to `input`, zero at padding.
    """
    _check_masked(input, mask)
    grad = np.asarray(grad_output, input.dtype)  # (N, D)
    wanted = (input.shape[0], input.shape[2])
    if grad.shape != wanted:
        raise ValueError(f"grad_output: wanted shape {wanted}, got {grad.shape}")
    count = mask.sum(axis=1, dtype=np.int64)[:, None]  # (N, 1)
    share = grad / np.maximum(count, 1).astype(input.dtype)  # (N, D)
    return np.where(mask[..., None], share[:, None], 0).astype(input.dtype)


def _check_lengths(lengths, total_length):
    if lengths.dtype.kind not in "iu":
        raise TypeError(f"lengths: wanted integers, got {lengths.dtype}")
    if lengths.ndim != 1 or not lengths.size:
        raise ValueError(f"lengths: wanted shape (N,), N above 0, got {lengths.shape}")
    if lengths.min() < 0:
        raise ValueError(f"lengths: wanted at least 0, got {lengths.min()}")
    longest = int(lengths.max())
    if total_length is not None and total_length < longest:
        raise ValueError(f"total_length: wanted at least {longest}, got {total_length}")
    return longest if total_length is None else total_length


def _check_sequences(input, lengths, total_length):
    total = _check_lengths(lengths, total_length)
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if input.ndim != 2 or len(input) != sum(lengths.tolist()):
        raise ValueError(
            f"input: wanted shape ({sum(lengths.tolist())}, D), got {input.shape}"
        )
    return total


def _check_masked(input, mask):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if mask.dtype != np.bool_:
        raise TypeError(f"mask: wanted bool, got {mask.dtype}")
    if input.ndim != 3:
        raise ValueError(f"input: wanted shape (N, T, D), got {input.shape}")
    if mask.shape != input.shape[:2]:
        raise ValueError(f"mask: wanted shape {input.shape[:2]}, got {mask.shape}")
