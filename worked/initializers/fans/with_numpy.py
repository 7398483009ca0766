"""Fan-in and fan-out of a weight from its shape."""

import math

__all__ = ["fans"]


def fans(weight):
    """Count the inputs that a unit adds up, and the units that an input feeds.

    For a dense weight these are its second and its first axis; for a convolution both are
    multiplied by the number of positions of the kernel.

    Args:
        weight: (out, in, *) any dtype. A weight in PyTorch's layout; only its shape counts.

    Returns:
        (int, int). Fan-in and fan-out.

    Raises:
        ValueError: If the weight has fewer than two axes, as a bias has.

    Note:
        A weight stored as (in, out), as in Keras or JAX, must be transposed first, or the two are
        exchanged in silence. Groups are not known to the shape: with g of them, a weight has the
        shape (out, in / g, *), so that the fan-in is right and the fan-out g times too large.

    Source:
        PyTorch 2.13, `torch.nn.init._calculate_fan_in_and_fan_out`.
    """
    if weight.ndim < 2:
        raise ValueError(
            f"weight: wanted at least 2 axes, (out, in, ...), got shape {weight.shape}"
        )
    positions = math.prod(weight.shape[2:])
    return weight.shape[1] * positions, weight.shape[0] * positions
