"""ELU as it is written at work."""

import torch.nn.functional as F

__all__ = ["elu"]


def elu(input, alpha=1.0):
    """Call the library's operation; at zero autograd takes the left slope, `alpha`.

    Args:
        input: (*) floating tensor.
        alpha: float. Depth of the floor.

    Returns:
        (*) tensor, above -alpha.
    """
    return F.elu(input, alpha)
