"""An embedding as it is written at work."""

import torch.nn.functional as F

__all__ = ["embedding"]


def embedding(input, weight, padding_idx=None):
    """Call the library's operation; autograd adds up the gradients of a row that is read twice.

    `torch.nn.Embedding(V, D, padding_idx=0)` is the module, which starts its table at standard
    normal draws and the padding row at zero.

    Args:
        input: (*) int32 or int64 tensor. Indices.
        weight: (V, D) floating tensor. The table.
        padding_idx: int. Row that gets no gradient.

    Returns:
        (*, D) tensor.
    """
    return F.embedding(input, weight, padding_idx)
