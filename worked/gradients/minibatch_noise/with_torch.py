"""The noise of mini-batches as it is measured at work: per-example gradients by `vmap`."""

import torch
import torch.nn.functional as F
from torch.func import grad, vmap

__all__ = ["minibatch_noise", "noise_scale", "per_example_gradients"]


def minibatch_noise(grads, batch_size, replacement=False):
    """Take the variance of the single gradients over the size of the batch.

    Args:
        grads: (N, P) floating tensor. Gradient of each example's loss, one a row.
        batch_size: int. Examples of a batch.
        replacement: bool. Whether an example can occur twice in a batch.

    Returns:
        () tensor. Root of the mean squared error over the norm of the full gradient.
    """
    if not len(grads) or (not replacement and batch_size > len(grads)):
        raise ValueError(f"batch_size: wanted at most {len(grads)}, got {batch_size}")
    spread = grads.var(0, correction=0).sum() / batch_size  # ()
    if not replacement:
        spread = spread * (len(grads) - batch_size) / max(len(grads) - 1, 1)  # ()
    return spread.sqrt() / grads.mean(0).norm()


def noise_scale(grads):
    """Compare the variance of single gradients with the square of their mean.

    Args:
        grads: (N, P) floating tensor. Gradient of each example's loss, one a row.

    Returns:
        () tensor. Examples at which the error is as large as the gradient.
    """
    return grads.var(0, correction=0).sum() / grads.mean(0).square().sum()


def per_example_gradients(input, target, weight1, bias1, weight2, bias2):
    """Write the loss of one example, differentiate it, and map that over the batch.

    `vmap` turns the loop over examples into batched operations; a plain `backward` would add the
    gradients up and lose the single ones.

    Args:
        input: (N, D) floating tensor. One example a row.
        target: (N,) int tensor. Classes.
        weight1: (H, D) tensor, (out, in).
        bias1: (H,) tensor.
        weight2: (C, H) tensor.
        bias2: (C,) tensor.

    Returns:
        Four tensors, (N, H, D), (N, H), (N, C, H) and (N, C).
    """

    def loss(params, x, y):
        weight1, bias1, weight2, bias2 = params
        hidden = torch.tanh(F.linear(x, weight1, bias1))  # (H,)
        return F.cross_entropy(F.linear(hidden, weight2, bias2), y)  # ()

    params = (weight1, bias1, weight2, bias2)
    return vmap(grad(loss), in_dims=(None, 0, 0))(params, input, target)
