"""Share of saturated activations, measured at their slopes."""

import numpy as np

__all__ = ["saturated_fraction"]


def saturated_fraction(slope, threshold=1e-3):
    r"""Count the slopes below a threshold: the share of $|f'(z)| < t$.

    Args:
        slope: (*) float. Derivatives of an activation at the pre-activations of one layer, for
            instance `tanh_backward(np.ones_like(z), z)`, over examples and units.
        threshold: float. Below it a slope counts as flat.

    Returns:
        () float in [0, 1]. Share of all pairs of example and unit.

    Raises:
        TypeError: If `slope` is neither float32 nor float64.
        ValueError: If there is no slope.

    Note:
        The threshold is a convention. Looking at slopes rather than outputs makes it one measure
        for all activations; for ReLU it counts the units that are off.

    Source:
        Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
        networks", AISTATS 2010, section 3 (saturation by layer).
    """
    if slope.dtype not in (np.float32, np.float64):
        raise TypeError(f"slope: wanted float32 or float64, got {slope.dtype}")
    if slope.size == 0:
        raise ValueError(f"slope: wanted one slope at least, got shape {slope.shape}")
    return (np.abs(slope) < threshold).mean(dtype=slope.dtype)  # ()
