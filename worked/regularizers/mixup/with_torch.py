"""Mixup as it is written at work."""

__all__ = ["mixup"]


def mixup(input, order, lam=0.5):
    """Mix with `order = torch.randperm(N)` and `lam` from `torch.distributions.Beta`.

    With labels as class indices mix the losses instead of the targets.

    Args:
        input: (N, *) floating tensor. Inputs, or targets as probabilities.
        order: (N,) integer tensor. The partner of each example.
        lam: float in [0, 1]. Weight of the example itself.

    Returns:
        (N, *) tensor.
    """
    return lam * input + (1 - lam) * input[order]  # (N, *)
