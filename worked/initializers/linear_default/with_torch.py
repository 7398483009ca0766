"""What a fresh linear or convolution layer of PyTorch holds, from draws that are shared."""

from worked.initializers.fans.with_torch import fans
from worked.initializers.kaiming_uniform.with_torch import kaiming_uniform

__all__ = ["linear_default"]


def linear_default(weight_draw, bias_draw):
    """Do what `torch.nn.Linear` does when it is made: Kaiming uniform with a slope of sqrt 5.

    `layer.reset_parameters()` draws again.

    Args:
        weight_draw: (out, in, *) floating tensor. Uniform draws from 0 to 1.
        bias_draw: (out,) tensor. The same for the bias.

    Returns:
        (out, in, *) tensor and (out,) tensor. Weight and bias.
    """
    fan_in, _ = fans(weight_draw)
    bound = 1 / max(fan_in, 1) ** 0.5
    return kaiming_uniform(weight_draw, a=5**0.5), bound * (2 * bias_draw - 1)
