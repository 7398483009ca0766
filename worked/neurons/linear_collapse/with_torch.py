"""The collapse of two affine layers as it is written at work."""

import torch.nn.functional as F

__all__ = ["linear_collapse"]


def linear_collapse(weight1, bias1, weight2, bias2):
    """Pass the first layer's bias through the second layer, and multiply the weights.

    At work one does this to fold a layer that training needed and inference does not, such as a
    normalization with fixed statistics or a low-rank update.

    Args:
        weight1: (H, D) floating tensor. `weight` of the first `torch.nn.Linear`.
        bias1: (H,) tensor. Its `bias`.
        weight2: (O, H) tensor. `weight` of the second.
        bias2: (O,) tensor. Its `bias`.

    Returns:
        (O, D) tensor and (O,) tensor. Weights and biases of one `torch.nn.Linear`.
    """
    return weight2 @ weight1, F.linear(bias1, weight2, bias2)
