"""The Heaviside step, the activation of the first artificial neurons."""

import numpy as np

__all__ = ["heaviside"]


def heaviside(input, values):
    r"""Answer 0 below zero, 1 above, and the given value at zero.

    Args:
        input: (*) float32, float64 or int. Pre-activations, any shape.
        values: same dtype, shape (*) or one that broadcasts to it. Answer at zero.

    Returns:
        (*) same dtype. 0, 1 or an element of `values`.

    Raises:
        TypeError: If `input` has another dtype, or `values` not the same one.

    Note:
        Its slope is zero wherever it has one, so nothing can be learned through it: there is no
        backward pass. NaN counts as not above zero and gives 0, as in PyTorch; `np.heaviside`
        returns NaN.

    Source:
        McCulloch and Pitts, "A logical calculus of the ideas immanent in nervous activity",
        *Bulletin of Mathematical Biophysics* 5, 1943; PyTorch 2.13 documentation,
        `torch.heaviside`.
    """
    _check(input, values)
    above = (input > 0).astype(input.dtype)  # (*)
    return np.where(input == 0, values, above)  # (*)


def _check(input, values):
    if input.dtype not in (np.float32, np.float64) and input.dtype.kind not in "iu":
        raise TypeError(
            f"input: wanted float32, float64 or an integer dtype, got {input.dtype}"
        )
    if values.dtype != input.dtype:
        raise TypeError(f"values: wanted {input.dtype}, as `input`, got {values.dtype}")
