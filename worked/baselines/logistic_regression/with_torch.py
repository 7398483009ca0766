"""Logistic regression as it is written at work where the data are tensors."""

import torch
import torch.nn.functional as F

__all__ = ["logistic_regression"]


def logistic_regression(input, target, lr=0.5, steps=100, weight_decay=0.0):
    """Let autograd and the library's optimizer do it; scikit-learn has `LogisticRegression`.

    Args:
        input: (N, D) floating tensor. Examples.
        target: (N,) tensor. Labels 0 and 1.
        lr: float. Learning rate.
        steps: int. Steps with all examples.
        weight_decay: float. Factor of the weights, without the bias, that the gradient gets.

    Returns:
        (D + 1,) tensor. Weights, and the bias at the end.
    """
    if input.ndim != 2 or not input.numel():
        raise ValueError(f"wanted (N, D) with examples, got {tuple(input.shape)}")
    weight = input.new_zeros(input.shape[1], requires_grad=True)  # (D,)
    bias = input.new_zeros((), requires_grad=True)  # ()
    groups = [{"params": weight, "weight_decay": weight_decay}, {"params": bias}]
    optimizer = torch.optim.SGD(groups, lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        F.binary_cross_entropy_with_logits(input @ weight + bias, target).backward()
        optimizer.step()
    return torch.cat([weight, bias[None]]).detach()  # (D + 1,)
