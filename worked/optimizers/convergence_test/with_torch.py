"""The same rules with the library's own idea of a plateau."""

import torch

__all__ = ["convergence_test"]


def convergence_test(
    loss, grad_norm, tol=1e-4, patience=10, threshold=1e-4, budget=1000
):
    """Let `ReduceLROnPlateau` tell the plateau: it is where the rate falls for the first time.

    At work the gradient's norm is `torch.linalg.vector_norm` of all gradients, or what
    `clip_grad_norm_` returns.

    Args:
        loss: (T,) floating tensor. Loss before each step.
        grad_norm: (T,) tensor. Norm of the gradient at the same place.
        tol: float. Norm below which the first rule ends the run.
        patience: int. Steps without progress that the second one bears.
        threshold: float. Share of the best loss that counts as progress.
        budget: int. Steps after which the third one ends it.

    Returns:
        (3,) int64 tensor. Step at which each rule ends the run; -1 where it does not.
    """
    if loss.shape != grad_norm.shape or loss.ndim != 1:
        raise ValueError(
            f"wanted two of one length, got {loss.shape}, {grad_norm.shape}"
        )
    if min(tol, patience, threshold, budget) < 0:
        raise ValueError("wanted no negative number")
    weight = torch.zeros(1, requires_grad=True)  # stands for a network's
    optimizer = torch.optim.SGD([weight], lr=1.0)
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(
        optimizer, patience=patience, threshold=threshold
    )
    plateau = -1
    for step, value in enumerate(loss):
        scheduler.step(value)
        if optimizer.param_groups[0]["lr"] < 1:
            plateau = step
            break
    small = (grad_norm < tol).nonzero().flatten()  # (steps that are,)
    over = budget if budget < len(loss) else -1
    return torch.tensor([small[0] if len(small) else -1, plateau, over])  # (3,)
