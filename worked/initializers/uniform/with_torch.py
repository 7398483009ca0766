"""Uniform initialization, from a draw that is shared."""

__all__ = ["uniform"]


def uniform(draw, a=0.0, b=1.0):
    """Stretch a shared draw as `torch.nn.init.uniform_(weight, a, b)` stretches its own.

    At work one line changes the weight in place, outside of the graph, from the global stream or
    from `generator=`; tests hold this function to it.

    Args:
        draw: (*) floating tensor. Uniform draws from 0 to 1, as from `torch.rand`.
        a: float. Lower end.
        b: float. Upper end; the library's function refuses one below `a`.

    Returns:
        (*) tensor.
    """
    return a + (b - a) * draw  # (*)
