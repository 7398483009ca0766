"""Xavier (Glorot) uniform initialization from standard draws."""

import numpy as np

from worked.initializers.fans.with_numpy import fans

__all__ = ["xavier_uniform"]


def xavier_uniform(draw, gain=1.0):
    r"""Draw from an interval that balances the variance of signals against that of gradients.

    $w \sim U(-c, c)$ with $c = g \sqrt{6 / (n_\text{in} + n_\text{out})}$, which has the variance
    $c^2 / 3 = 2 g^2 / (n_\text{in} + n_\text{out})$.

    Args:
        draw: (out, in, *) float. Uniform draws from 0 to 1, shaped as the weight.
        gain: float. Factor $g$ of the spread, see `calculate_gain`.

    Returns:
        (out, in, *) float. The weights.

    Raises:
        TypeError: If `draw` is neither float32 nor float64.
        ValueError: If it has fewer than two axes.

    Note:
        Derived for units that are linear near zero with slope 1, such as tanh, and have mean zero.
        Signals alone want the variance 1 / fan-in, gradients 1 / fan-out; this one lies between.

    Source:
        Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
        networks", AISTATS 2010, through Zhang et al., *Dive into Deep Learning*, section 5.4;
        PyTorch 2.13 documentation, `torch.nn.init.xavier_uniform_`.
    """
    if draw.dtype not in (np.float32, np.float64):
        raise TypeError(f"draw: wanted float32 or float64, got {draw.dtype}")
    bound = gain * (6 / max(sum(fans(draw)), 1)) ** 0.5
    return bound * (2 * draw - 1)  # (out, in, *)
