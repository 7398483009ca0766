"""Normal initialization, from a draw that is shared."""

__all__ = ["normal"]


def normal(draw, mean=0.0, std=1.0):
    """Scale a shared draw as `torch.nn.init.normal_(weight, mean, std)` scales its own.

    Args:
        draw: (*) floating tensor. Standard normal draws, as from `torch.randn`.
        mean: float. Mean.
        std: float. Standard deviation; the library's function refuses a negative one.

    Returns:
        (*) tensor.
    """
    return mean + std * draw  # (*)
