"""Share of dead ReLU units, as one would log it in training."""

__all__ = ["dead_fraction"]


def dead_fraction(input):
    """Reduce over the data first, then over the units.

    Args:
        input: (N, H) floating tensor. Pre-activations of a layer.

    Returns:
        () tensor in [0, 1].
    """
    return (input.amax(dim=0) <= 0).to(input.dtype).mean()
