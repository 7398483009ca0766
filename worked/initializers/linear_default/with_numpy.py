"""What a fresh linear or convolution layer of PyTorch holds."""

import numpy as np

from worked.initializers.fans.with_numpy import fans

__all__ = ["linear_default"]


def linear_default(weight_draw, bias_draw):
    r"""Draw weights and biases from $U(-1/\sqrt{n}, 1/\sqrt{n})$ with the fan-in $n$.

    Args:
        weight_draw: (out, in, *) float. Uniform draws from 0 to 1, shaped as the weight.
        bias_draw: (out,) float. The same for the bias.

    Returns:
        (out, in, *) float and (out,) float. Weight and bias.

    Raises:
        TypeError: If a draw is neither float32 nor float64, or the two differ.
        ValueError: If the weight has fewer than two axes, or the bias another shape.

    Note:
        The variance $1 / (3 n)$ is a third of Xavier's in a square layer and a sixth of He's, so
        that plain deep stacks of such layers fade. The bias is not zero.

    Source:
        PyTorch 2.13, `torch.nn.Linear.reset_parameters`, documentation of `torch.nn.Linear` and
        issue 57109.
    """
    if weight_draw.dtype not in (np.float32, np.float64):
        raise TypeError(
            f"weight_draw: wanted float32 or float64, got {weight_draw.dtype}"
        )
    if bias_draw.dtype != weight_draw.dtype:
        raise TypeError(
            f"bias_draw: wanted {weight_draw.dtype} as in weight_draw, "
            f"got {bias_draw.dtype}"
        )
    fan_in, _ = fans(weight_draw)
    if bias_draw.shape != weight_draw.shape[:1]:
        raise ValueError(
            f"bias_draw: wanted shape {weight_draw.shape[:1]}, got {bias_draw.shape}"
        )
    bound = 1 / max(fan_in, 1) ** 0.5
    return bound * (2 * weight_draw - 1), bound * (2 * bias_draw - 1)
