"""Xavier (Glorot) normal initialization from standard draws."""

import numpy as np

from worked.initializers.fans.with_numpy import fans

__all__ = ["xavier_normal"]


def xavier_normal(draw, gain=1.0):
    r"""Give weights a variance that balances signals against gradients.

    $w \sim N(0, s^2)$ with $s = g \sqrt{2 / (n_\text{in} + n_\text{out})}$.

    Args:
        draw: (out, in, *) float. Normal draws of mean 0 and variance 1, shaped as the weight.
        gain: float. Factor $g$ of the spread, see `calculate_gain`.

    Returns:
        (out, in, *) float. The weights.

    Raises:
        TypeError: If `draw` is neither float32 nor float64.
        ValueError: If it has fewer than two axes.

    Note:
        The paper proposes the uniform form; the variance is the same in both, and it is the
        variance that the derivation is about.

    Source:
        Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
        networks", AISTATS 2010, through Zhang et al., *Dive into Deep Learning*, section 5.4;
        PyTorch 2.13 documentation, `torch.nn.init.xavier_normal_`.
    """
    if draw.dtype not in (np.float32, np.float64):
        raise TypeError(f"draw: wanted float32 or float64, got {draw.dtype}")
    return gain * (2 / max(sum(fans(draw)), 1)) ** 0.5 * draw  # (out, in, *)
