"""Three rules for ending a run: a small gradient, a plateau of the loss, a budget."""

import numpy as np

__all__ = ["convergence_test"]


def convergence_test(
    loss, grad_norm, tol=1e-4, patience=10, threshold=1e-4, budget=1000
):
    r"""Say for each rule at which step of a recorded run it would have ended it.

    Args:
        loss: (T,) float. Loss before each step.
        grad_norm: (T,) float. Norm of the gradient at the same place.
        tol: float. The first rule wants a norm below it; unit of the gradient.
        patience: int. The second wants more steps in a row than this without progress.
        threshold: float. Progress is a loss below $(1 - \text{threshold})$ times the best so far.
        budget: int. The third wants this many steps.

    Returns:
        (3,) int64. Step, from 0, at which each rule ends the run; -1 where it does not.

    Raises:
        TypeError: If an array is neither float32 nor float64, or the two differ.
        ValueError: If the shapes differ or a number is negative.

    Note:
        A small gradient says that the loss is nearly flat there: near a minimum or a saddle, or on
        a plateau. On the training loss none of the rules looks at other data; early stopping gives
        the second one a validation loss.
        The relative threshold presupposes a loss above zero.

    Source:
        PyTorch 2.13 documentation, `torch.optim.lr_scheduler.ReduceLROnPlateau` (the second rule).
    """
    _check(loss, grad_norm, tol, patience, threshold, budget)
    best, waited, plateau = np.inf, 0, -1
    for step, value in enumerate(loss):
        waited = 0 if value < best * (1 - threshold) else waited + 1
        best = value if waited == 0 else best
        if waited > patience:
            plateau = step
            break
    small = np.flatnonzero(grad_norm < tol)  # (steps that are,)
    over = budget if budget < len(loss) else -1
    return np.array([small[0] if len(small) else -1, plateau, over])  # (3,)


def _check(loss, grad_norm, tol, patience, threshold, budget):
    for name, array in (("loss", loss), ("grad_norm", grad_norm)):
        if array.dtype not in (np.float32, np.float64):
            raise TypeError(f"{name}: wanted float32 or float64, got {array.dtype}")
    if grad_norm.dtype != loss.dtype:
        raise TypeError(
            f"grad_norm: wanted {loss.dtype} as in loss, got {grad_norm.dtype}"
        )
    if loss.ndim != 1 or grad_norm.shape != loss.shape:
        raise ValueError(
            f"loss, grad_norm: wanted two of shape (T,), got {loss.shape}, {grad_norm.shape}"
        )
    numbers = {"tol": tol, "patience": patience, "threshold": threshold}
    for name, number in {**numbers, "budget": budget}.items():
        if not number >= 0:
            raise ValueError(f"{name}: wanted at least 0, got {number}")
