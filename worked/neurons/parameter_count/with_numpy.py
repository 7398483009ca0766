"""Parameters and multiply-adds of a stack of dense layers, counted by the formula."""

import numpy as np

__all__ = ["parameter_count"]


def parameter_count(sizes, bias=True):
    r"""Count by layer: $(n_{l-1} + 1) \, n_l$ parameters and $n_{l-1} n_l$ multiply-adds.

    Args:
        sizes: Tuple of int. Units of each layer, the inputs first; at least two numbers, each at
            least 1.
        bias: bool. Whether the layers have biases.

    Returns:
        Two (L,) int64 for the L layers: the number of parameters, and the multiply-adds of a
        forward pass of one example.

    Raises:
        TypeError: If a size is no integer.
        ValueError: If there are fewer than two sizes, or one is below 1.

    Note:
        One multiply-add is two FLOPs. Adding the bias and applying the activation are left out, as
        in PyTorch's counter: they grow with the units, not with their pairs. The backward pass
        takes twice the multiply-adds, without the gradient of the input one layer's less.

    Source:
        PyTorch 2.13, `torch.nn.Module.parameters` and `torch.utils.flop_counter`.
    """
    _check(sizes)
    fan_in = np.array(sizes[:-1], np.int64)  # (L,)
    fan_out = np.array(sizes[1:], np.int64)  # (L,)
    products = fan_in * fan_out  # (L,), one weight and one multiply-add for each pair
    return (products + fan_out if bias else products), products


def _check(sizes):
    if len(sizes) < 2:
        raise ValueError(f"sizes: wanted inputs and one layer or more, got {sizes}")
    for size in sizes:
        if isinstance(size, bool) or not isinstance(size, int | np.integer):
            raise TypeError(f"sizes: wanted integers, got {size!r}")
        if size < 1:
            raise ValueError(f"sizes: wanted 1 or more, got {size}")
