"""Gradient accumulation as it is written at work."""

import torch.nn.functional as F

__all__ = ["accumulated_gradient"]


def accumulated_gradient(input, target, weight, chunk_size):
    """Call `backward` for each chunk and clear nothing in between: `grad` adds up by itself.

    In a training loop `optimizer.step()` and `optimizer.zero_grad()` follow after the last chunk.

    Args:
        input: (N, D) tensor. Examples of the whole batch.
        target: (N,) tensor.
        weight: (D,) tensor.
        chunk_size: int. Examples that are in memory at once.

    Returns:
        (D,) tensor. Gradient of the whole batch's mean loss in `weight`.
    """
    weight = weight.detach().clone().requires_grad_()  # (D,)
    for chunk, wanted in zip(
        input.split(chunk_size), target.split(chunk_size), strict=True
    ):
        loss = F.mse_loss(chunk @ weight, wanted, reduction="sum") / len(input)  # ()
        loss.backward()  # frees the graph of this chunk
    return weight.grad
