"""Ridge regression as it is written at work."""

import torch

__all__ = ["effective_dof", "ridge"]


def ridge(input, target, alpha=1.0):
    """Solve the normal equations by the library; float32 loses digits where features are alike.

    Args:
        input: (N, D) floating tensor. Features.
        target: (N,) tensor. Values.
        alpha: float. Strength of the penalty, above 0.

    Returns:
        (D,) tensor. Weights.
    """
    eye = torch.eye(input.shape[1], dtype=input.dtype)  # (D, D)
    return torch.linalg.solve(input.mT @ input + alpha * eye, input.mT @ target)  # (D,)


def effective_dof(input, alpha=1.0):
    """Sum the share of each direction that the penalty leaves.

    Args:
        input: (N, D) floating tensor. Features.
        alpha: float. Strength of the penalty, above 0.

    Returns:
        () tensor.
    """
    square = torch.linalg.svdvals(input).square()  # (min(N, D),)
    return (square / (square + alpha)).sum()
