"""A linear support vector machine as it is written at work where the data are tensors."""

import torch

__all__ = ["linear_svm"]


def linear_svm(input, target, lr=0.5, steps=100, weight_decay=0.01):
    """Let autograd take a subgradient of the hinge; scikit-learn's `LinearSVC` squares it.

    `torch.relu` is used for the hinge: its slope at the kink is 0, while that of `clamp` is 1.

    Args:
        input: (N, D) floating tensor. Examples.
        target: (N,) tensor. Labels -1 and 1.
        lr: float. Learning rate.
        steps: int. Steps with all examples.
        weight_decay: float. Factor of the weights, without the bias, that the gradient gets.

    Returns:
        (D + 1,) tensor. Weights, and the bias at the end.
    """
    if input.ndim != 2 or not input.numel() or target.shape != input.shape[:1]:
        raise ValueError(f"wanted (N, D) and (N,), got {input.shape}, {target.shape}")
    weight = input.new_zeros(input.shape[1], requires_grad=True)  # (D,)
    bias = input.new_zeros((), requires_grad=True)  # ()
    groups = [{"params": weight, "weight_decay": weight_decay}, {"params": bias}]
    optimizer = torch.optim.SGD(groups, lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        torch.relu(1 - target * (input @ weight + bias)).mean().backward()
        optimizer.step()
    return torch.cat([weight, bias[None]]).detach()  # (D + 1,)
