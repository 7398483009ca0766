"""Early stopping as it is written at work: a few lines in the loop, no part of the library."""

import torch

__all__ = ["early_stopping"]


def early_stopping(metric, state=None, patience=10, min_delta=0.0):
    """Compare with the best so far and count; PyTorch has no callback for it.

    Where the second number of the state is 0, keep `copy.deepcopy(model.state_dict())`: without a
    copy the dictionary shares the parameters, and goes on changing with them.

    Args:
        metric: () floating tensor. Validation loss of this epoch.
        state: (2,) tensor. Best loss and epochs since it; None before the first epoch.
        patience: int. Epochs without an improvement after which training ends.
        min_delta: float. What an improvement must exceed.

    Returns:
        () bool tensor and (2,) tensor.
    """
    if state is None:
        state = torch.tensor([torch.inf, 0], dtype=metric.dtype)  # (2,)
    best, bad_epochs = state
    if metric < best - min_delta:
        best, bad_epochs = metric, torch.zeros_like(metric)
    else:
        bad_epochs = bad_epochs + 1
    return bad_epochs >= patience, torch.stack([best, bad_epochs])  # (), (2,)
