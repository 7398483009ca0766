"""One-hot encoding from first principles: rows of the identity matrix."""

import numpy as np

__all__ = ["one_hot"]


def one_hot(tensor, num_classes=-1):
    r"""Write each category as a row of the identity matrix: $x_k = 1$ if $k$ is it, else 0.

    Args:
        tensor: (*) int64. Index of a category, counted from 0; any shape.
        num_classes: int. Number of categories; -1 takes one more than the largest index.

    Returns:
        (*, C) int64. Zeros with a single one.

    Raises:
        TypeError: If `tensor` is not int64, as in PyTorch.
        ValueError: If an index is negative or no category, or if there is nothing to count the
            categories by.

    Note:
        All pairs of categories are equally far apart, $\sqrt 2$, so no order is claimed. Give
        `num_classes` in a data pipeline: counted from a batch, the width would depend on which
        categories happen to be in it. For scikit-learn see `OneHotEncoder`, whose
        `handle_unknown` says what becomes of a category that was not there in training.

    Source:
        PyTorch 2.13 documentation, `torch.nn.functional.one_hot`.
    """
    _check(tensor, num_classes)
    width = tensor.max() + 1 if num_classes == -1 else num_classes
    rows = np.zeros((*tensor.shape, width), np.int64)  # (*, C)
    np.put_along_axis(rows, tensor[..., None], 1, axis=-1)
    return rows


def _check(tensor, num_classes):
    if tensor.dtype != np.int64:
        raise TypeError(f"tensor: wanted int64, got {tensor.dtype}")
    if num_classes == -1 and not tensor.size:
        raise ValueError("num_classes: wanted a number where no index is, got -1")
    if num_classes == 0 or num_classes < -1:
        raise ValueError(f"num_classes: wanted at least 1, or -1, got {num_classes}")
    if tensor.size and tensor.min() < 0:
        raise ValueError(f"tensor: wanted indices from 0, got {tensor.min()}")
    if tensor.size and -1 < num_classes <= tensor.max():
        raise ValueError(
            f"tensor: wanted indices below {num_classes}, got {tensor.max()}"
        )
