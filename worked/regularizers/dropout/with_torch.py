"""Dropout with a mask that is given; at work the library draws it."""

__all__ = ["dropout"]


def dropout(input, mask=None, p=0.5, training=True):
    """Multiply by the mask and divide by the share kept, as `torch.nn.functional.dropout` does.

    The library's function draws the mask itself; `torch.nn.Dropout` does so after `train()` and
    returns its input after `eval()`.

    Args:
        input: (*) floating tensor.
        mask: (*) bool tensor, or one that broadcasts. True keeps a unit.
        p: float in [0, 1]. Probability with which a unit was dropped.
        training: bool. False returns the input.

    Returns:
        (*) tensor.
    """
    if not training:
        return input
    return input * mask / (1 - p) if p < 1 else input * mask  # (*)
