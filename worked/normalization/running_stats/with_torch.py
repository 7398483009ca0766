"""Running statistics as they are kept at work."""

import torch.nn.functional as F

__all__ = ["running_stats"]


def running_stats(input, running_mean, running_var, momentum=0.1):
    r"""Let the library move copies of both; in a layer it does so whenever it trains.

    Args:
        input: (N, C) or (N, C, \*) floating tensor. Examples that training normalizes.
        running_mean: (C,) tensor. Mean so far.
        running_var: (C,) tensor. Variance so far.
        momentum: float. Share of the new batch.

    Returns:
        Two (C,) tensors: mean and variance after the batch.
    """
    mean, var = running_mean.clone(), running_var.clone()  # (C,), (C,)
    F.batch_norm(input, mean, var, training=True, momentum=momentum)  # in place
    return mean, var
