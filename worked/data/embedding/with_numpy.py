"""An embedding from first principles: rows of a table, and a gradient that adds into them."""

import numpy as np

__all__ = ["embedding", "embedding_backward"]


def embedding(input, weight, padding_idx=None):
    r"""Look up one row of the table per index: $x_n = W_{i_n}$, which is $\text{onehot}(i_n) W$.

    Args:
        input: (*) int32 or int64. Index of a category or token, counted from 0.
        weight: (V, D) float. One row of D learned numbers for each of V categories.
        padding_idx: int. Row that gets no gradient, from -V to V - 1; None for no such row.

    Returns:
        (*, D) float.

    Raises:
        TypeError: If `input` holds no such integers, or `weight` is neither float32 nor float64.
        ValueError: If the table is no matrix, or an index has no row in it.

    Note:
        It is a linear layer without bias on one-hot inputs, without the product: a row is copied,
        and V - 1 multiplications by zero per number are saved. `padding_idx` changes the backward
        pass alone; the row itself is read like any other, and is zero only if somebody sets it.

    Source:
        PyTorch 2.13 documentation, `torch.nn.functional.embedding` and `torch.nn.Embedding`.
    """
    _check(input, weight, padding_idx)
    return weight[input]  # (*, D)


def embedding_backward(grad_output, input, weight, padding_idx=None):
    r"""Add each position's gradient into the row that it read: $\sum_{n: i_n = v} g_n$.

    Args:
        grad_output: (*, D) float. Gradient of the loss with respect to the rows read.
        input: (*) int. Indices of the forward pass.
        weight: (V, D) float. Table of the forward pass.
        padding_idx: int. As in the forward pass.

    Returns:
        (V, D) float. Gradient with respect to `weight`: zero in every row that nobody read, and
        in that of `padding_idx`.

    Note:
        `grad[input] += grad_output` would be wrong: of an index that occurs twice it keeps one.
    """
    _check(input, weight, padding_idx)
    wanted = (*input.shape, weight.shape[1])
    if np.shape(grad_output) != wanted:
        raise ValueError(
            f"grad_output: wanted shape {wanted}, got {np.shape(grad_output)}"
        )
    rows = np.asarray(grad_output, np.float64).reshape(-1, weight.shape[1])  # (M, D)
    grad = np.zeros(weight.shape)  # (V, D), float64: a frequent row is a long sum
    np.add.at(grad, input.reshape(-1), rows)
    if padding_idx is not None:
        grad[padding_idx] = 0
    return grad.astype(weight.dtype)  # (V, D)


def _check(input, weight, padding_idx):
    if input.dtype not in (np.int32, np.int64):
        raise TypeError(f"input: wanted int32 or int64, got {input.dtype}")
    if weight.dtype not in (np.float32, np.float64):
        raise TypeError(f"weight: wanted float32 or float64, got {weight.dtype}")
    if weight.ndim != 2:
        raise ValueError(f"weight: wanted shape (V, D), got {weight.shape}")
    rows = len(weight)
    if input.size and not (input.min() >= 0 and input.max() < rows):
        wrong = input.min() if input.min() < 0 else input.max()
        raise ValueError(f"input: wanted indices from 0 to {rows - 1}, got {wrong}")
    if padding_idx is not None and not -rows <= padding_idx < rows:
        raise ValueError(
            f"padding_idx: wanted from {-rows} to {rows - 1}, got {padding_idx}"
        )
