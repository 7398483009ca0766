"""ReLU as it is written at work."""

import torch.nn.functional as F

__all__ = ["relu"]


def relu(input):
    """Call the library's operation; autograd knows its gradient, 0 at the kink.

    Args:
        input: (*) tensor of any real dtype.

    Returns:
        (*) tensor of the same dtype.
    """
    return F.relu(input)
