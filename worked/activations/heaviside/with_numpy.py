"""The Heaviside step, the activation of the first artificial neurons."""

import numpy as np

__all__ = ["heaviside"]


def heaviside(input, values):
    r"""Answer 0 below zero, 1 above, and the given value at zero.

    Args:
        input: (*) float or int. Pre-activations, any shape.
        values: same dtype, shape (*) or one that broadcasts to it. Answer at zero.

    Returns:
        (*) same dtype. 0, 1 or an element of `values`.

    Raises:
        TypeError: If the dtypes differ.

    Note:
        Its slope is zero wherever it has one, so nothing can be learned through it: there is no
        backward pass. NaN counts as not above zero and gives 0, as in PyTorch; `np.heaviside`
        returns NaN.

    Source:
        McCulloch and Pitts, "A logical calculus of the ideas immanent in nervous activity",
        *Bulletin of Mathematical Biophysics* 5, 1943; PyTorch 2.13 documentation,
        `torch.heaviside`.
    """
    if input.dtype != values.dtype:
        raise TypeError(f"values: wanted dtype {input.dtype}, got {values.dtype}")
    above = (input > 0).astype(input.dtype)  # (*)
    return np.where(input == 0, values, above)  # (*)
