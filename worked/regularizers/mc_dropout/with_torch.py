"""Monte-Carlo dropout with masks that are given; at work the library draws them."""

import torch.nn.functional as F

from worked.regularizers.dropout.with_torch import dropout

__all__ = ["mc_dropout"]


def mc_dropout(input, weight1, bias1, weight2, bias2, mask, p=0.5):
    """Answer once per mask; with modules, `model.eval()` and then `train()` on its dropout alone.

    Args:
        input: (N, D) floating tensor. Examples.
        weight1: (H, D) tensor. Weights of the hidden layer.
        bias1: (H,) tensor. Its biases.
        weight2: (C, H) tensor. Weights of the output layer.
        bias2: (C,) tensor. Its biases.
        mask: (K, H) bool tensor. One mask per answer.
        p: float in [0, 1]. Probability with which a unit was dropped.

    Returns:
        (N, C) tensor and (N, C) tensor. Mean and standard deviation over the answers.
    """
    hidden = F.relu(F.linear(input, weight1, bias1))  # (N, H)
    several = dropout(hidden, mask[:, None], p)  # (K, N, H)
    answers = F.linear(several, weight2, bias2)  # (K, N, C)
    mean = answers.mean(dim=0)  # (N, C)
    return mean, (answers - mean).square().mean(dim=0).sqrt()
