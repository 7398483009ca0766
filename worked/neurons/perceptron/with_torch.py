"""The perceptron rule where the data are tensors."""

import torch

__all__ = ["mistake_bound", "perceptron"]


def perceptron(input, target, order, lr=1.0):
    """Write the loop out: no optimizer fits, because a step function has no useful gradient.

    At work it is `sklearn.linear_model.Perceptron`, or rather logistic regression, which has
    probabilities and copes with classes that overlap.

    Args:
        input: (N, D) floating tensor. Examples.
        target: (N,) tensor. Labels 0 and 1.
        order: (S,) integer tensor. Rows in the order of their visits.
        lr: float > 0. Learning rate.

    Returns:
        (M + 1, D + 1) tensor. Weights and bias before the first mistake and after each.
    """
    _check(input, target)
    if order.is_floating_point() or order.ndim != 1:
        raise TypeError(f"order: wanted (S,) integers, got {order.dtype}")
    with_one = torch.cat([input, torch.ones_like(input[:, :1])], dim=1)  # (N, D + 1)
    path = [torch.zeros_like(with_one[0])]  # (D + 1,)
    for row in order.tolist():
        x = with_one[row]  # (D + 1,)
        answer = torch.heaviside(x @ path[-1], x.new_ones(()))  # ()
        if answer != target[row]:
            path.append(path[-1] + lr * (target[row] - answer) * x)  # (D + 1,)
    return torch.stack(path)  # (M + 1, D + 1)


def mistake_bound(input, target, weight):
    """Divide the longest example by the smallest margin, and square.

    Args:
        input: (N, D) floating tensor. Examples.
        target: (N,) tensor. Labels 0 and 1.
        weight: (D + 1,) tensor. Weights and bias that separate the classes.

    Returns:
        () tensor. Mistakes at most.
    """
    _check(input, target)
    with_one = torch.cat([input, torch.ones_like(input[:, :1])], dim=1)  # (N, D + 1)
    margin = ((2 * target - 1) * (with_one @ weight)).amin() / weight.norm()  # ()
    radius = torch.linalg.vector_norm(with_one, dim=1).amax()  # ()
    return torch.where(margin > 0, (radius / margin) ** 2, torch.inf)  # ()


def _check(input, target):
    if not input.is_floating_point() or input.dtype != target.dtype:
        raise TypeError(f"wanted one floating dtype, got {input.dtype}, {target.dtype}")
    if input.ndim != 2 or not input.numel() or target.shape != input.shape[:1]:
        raise ValueError(f"wanted (N, D) and (N,), got {input.shape}, {target.shape}")
