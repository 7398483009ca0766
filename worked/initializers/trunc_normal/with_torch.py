"""Truncated normal initialization, from candidates that are shared."""

__all__ = ["trunc_normal"]


def trunc_normal(draw, mean=0.0, std=1.0, a=-2.0, b=2.0):
    """Choose among shared candidates as `torch.nn.init.trunc_normal_` redraws its own.

    The library draws whole tensors until every weight has been inside once; here they are
    stacked. Pass `a` and `b` as multiples of `std` yourself.

    Args:
        draw: (K, *) floating tensor. Standard normal candidates, K for each weight.
        mean: float. Mean of the distribution that is cut.
        std: float. Its standard deviation.
        a: float. Lower bound.
        b: float. Upper bound.

    Returns:
        (*) tensor; where no candidate lies inside, the first one.
    """
    candidates = mean + std * draw  # (K, *)
    inside = (candidates >= a) & (candidates <= b)  # (K, *)
    first = inside.byte().argmax(dim=0)  # (*), the first of the largest
    return candidates.gather(0, first[None])[0]  # (*)
