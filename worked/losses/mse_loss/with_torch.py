"""Mean squared error as it is written at work."""

import torch.nn.functional as F

__all__ = ["mse_loss"]


def mse_loss(input, target, reduction="mean"):
    """Call the library's operation; autograd knows that its gradient is twice the residual.

    Take care that both have one shape: predictions (N, 1) against targets (N,) are broadcast to
    (N, N) with a warning, and training then pulls every prediction toward the mean.
    `torch.nn.MSELoss` is the same function as a module.

    Args:
        input: (*) floating tensor. Predictions.
        target: (*) floating tensor. True values.
        reduction: `"none"`, `"sum"` or `"mean"`.

    Returns:
        () tensor, or (*) for `"none"`. Squared unit of the target.
    """
    return F.mse_loss(input, target, reduction=reduction)
