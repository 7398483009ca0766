"""Share of dead ReLU units over a data set."""

import numpy as np

__all__ = ["dead_fraction"]


def dead_fraction(input):
    r"""Count the units whose largest pre-activation over all examples is not positive.

    Args:
        input: (N, H) float. Pre-activations of a layer for N examples.

    Returns:
        () float in [0, 1]. Share of the H units.

    Raises:
        TypeError: If `input` is neither float32 nor float64.
        ValueError: If `input` is not a matrix with at least one example and one unit.

    Note:
        Dead is relative to the data: N should be a whole data set, not a batch, and another data
        set or an update of an earlier layer may switch a unit on again.

    Source:
        Lu, Shin, Su and Karniadakis, "Dying ReLU and Initialization: Theory and Numerical
        Examples", *Communications in Computational Physics* 28, 2020.
    """
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if input.ndim != 2 or input.size == 0:
        raise ValueError(
            f"input: wanted (N, H) with N and H at least 1, got shape {input.shape}"
        )
    return (input.max(axis=0) <= 0).mean(dtype=input.dtype)  # ()
