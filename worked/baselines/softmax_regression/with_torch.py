"""Softmax regression as it is written at work where the data are tensors."""

import torch
import torch.nn.functional as F

__all__ = ["softmax_regression"]


def softmax_regression(
    input, target, lr=0.5, steps=100, weight_decay=0.0, num_classes=-1
):
    """Let autograd and the library's optimizer do it; scikit-learn has `LogisticRegression`.

    Args:
        input: (N, D) floating tensor. Examples.
        target: (N,) integer tensor. Classes from 0.
        lr: float. Learning rate.
        steps: int. Steps with all examples.
        weight_decay: float. Factor of the weights, without the biases, that the gradient gets.
        num_classes: int. Number of classes; -1 for the largest label plus one.

    Returns:
        (C, D + 1) tensor. A row of weights per class, its bias at the end.
    """
    if input.ndim != 2 or not input.numel():
        raise ValueError(f"wanted (N, D) with examples, got {tuple(input.shape)}")
    classes = int(target.max()) + 1 if num_classes == -1 else num_classes
    weight = input.new_zeros(classes, input.shape[1], requires_grad=True)  # (C, D)
    bias = input.new_zeros(classes, requires_grad=True)  # (C,)
    groups = [{"params": weight, "weight_decay": weight_decay}, {"params": bias}]
    optimizer = torch.optim.SGD(groups, lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        F.cross_entropy(F.linear(input, weight, bias), target).backward()
        optimizer.step()
    return torch.cat([weight, bias[:, None]], 1).detach()  # (C, D + 1)
