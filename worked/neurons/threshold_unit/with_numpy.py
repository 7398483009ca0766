"""Threshold units, the artificial neurons of 1943, from first principles."""

import numpy as np

__all__ = ["threshold_unit"]


def threshold_unit(input, weight, bias):
    r"""Answer 1 where the weighted sum reaches the threshold, and 0 where it does not.

    $y_k = 1$ if $w_k \cdot x + b_k \ge 0$: the bias is minus the threshold, and the boundary is a
    line, a plane or a hyperplane.

    Args:
        input: (*, D) float. Inputs; of a logic gate zeros and ones.
        weight: (K, D) float. Row k holds the weights of unit k.
        bias: (K,) float. Minus the threshold of each unit.

    Returns:
        (*, K) float, zeros and ones, in the dtype of `input`.

    Raises:
        TypeError: If an array is neither float32 nor float64, or they differ.
        ValueError: If shapes do not fit.

    Note:
        A sum exactly at the threshold answers 1; texts that write “greater than” answer 0 there.
        A NaN answers 0. The slope is zero wherever there is one, so that there is no backward
        pass: the perceptron rule, not a gradient, trains such a unit. The units of McCulloch and
        Pitts had equal weights and could be vetoed by an inhibiting input; free weights came
        later.

    Source:
        McCulloch and Pitts, "A logical calculus of the ideas immanent in nervous activity",
        *Bulletin of Mathematical Biophysics* 5, 1943; PyTorch 2.13 documentation,
        `torch.heaviside`.
    """
    _check(input, weight, bias)
    return (input @ weight.T + bias >= 0).astype(input.dtype)  # (*, K)


def _check(input, weight, bias):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    for name, array in (("weight", weight), ("bias", bias)):
        if array.dtype != input.dtype:
            raise TypeError(
                f"{name}: wanted {input.dtype} as in input, got {array.dtype}"
            )
    if input.ndim == 0:
        raise ValueError("input: wanted (*, D), got a single number")
    if weight.ndim != 2 or weight.shape[1] != input.shape[-1]:
        wanted = f"(units, {input.shape[-1]})"
        raise ValueError(f"weight: wanted shape {wanted}, got {weight.shape}")
    if bias.shape != weight.shape[:1]:
        raise ValueError(f"bias: wanted shape {weight.shape[:1]}, got {bias.shape}")
