"""Fan-in and fan-out as the library's initializers count them."""

import torch

__all__ = ["fans"]


def fans(weight):
    """Call the function that every initializer of the library calls; it is not public.

    Args:
        weight: (out, in, *) tensor.

    Returns:
        (int, int). Fan-in and fan-out.
    """
    return torch.nn.init._calculate_fan_in_and_fan_out(weight)
