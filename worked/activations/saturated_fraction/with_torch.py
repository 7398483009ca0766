"""Share of saturated activations, as one would log it in training."""

__all__ = ["saturated_fraction"]


def saturated_fraction(slope, threshold=1e-3):
    """Average a comparison; a hook on the layer delivers the slopes.

    Args:
        slope: (*) floating tensor. Derivatives of the activation.
        threshold: float. Below it a slope counts as flat.

    Returns:
        () tensor in [0, 1].
    """
    return (slope.abs() < threshold).to(slope.dtype).mean()
