"""GELU as it is written at work."""

import torch.nn.functional as F

__all__ = ["gelu"]


def gelu(input, approximate="none"):
    """Call the library's operation.

    Weights trained with one form go with that form: GPT-2 was trained with the tanh formula, BERT's
    PyTorch ports use the exact one.

    Args:
        input: (*) floating tensor.
        approximate: `"none"` or `"tanh"`.

    Returns:
        (*) tensor.
    """
    return F.gelu(input, approximate=approximate)
