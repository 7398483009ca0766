"""The L2 penalty and the decay of weights as they are written at work."""

import torch

__all__ = ["l2_penalty", "weight_decay"]


def l2_penalty(param, weight_decay=0.01):
    """Write the penalty into the loss; `torch.optim.SGD(weight_decay=...)` spares one that.

    Args:
        param: (*) floating tensor.
        weight_decay: float. Strength, at least 0.

    Returns:
        () tensor.
    """
    return 0.5 * weight_decay * param.square().sum()


def weight_decay(param, lr=1e-3, weight_decay=0.01):
    """Let AdamW make a step on a copy whose gradient is zero: what is left is the decay.

    Args:
        param: (*) floating tensor.
        lr: float. Learning rate.
        weight_decay: float. Strength, at least 0.

    Returns:
        (*) tensor.
    """
    decayed = param.detach().clone()  # (*)
    decayed.grad = torch.zeros_like(decayed)  # (*)
    torch.optim.AdamW([decayed], lr=lr, weight_decay=weight_decay).step()
    return decayed
