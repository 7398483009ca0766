"""GELU from first principles, with a normal distribution function that NumPy lacks."""

import math

import numpy as np

__all__ = ["gelu", "gelu_backward"]


def gelu(input, approximate="none"):
    r"""Weigh the input by the chance that a normal number is below it: $z \, \Phi(z)$.

    Args:
        input: (*) float. Pre-activations, any shape.
        approximate: `"none"` for the exact function, `"tanh"` for
            $\frac{z}{2} (1 + \tanh(\sqrt{2 / \pi} \, (z + 0.044715 z^3)))$.

    Returns:
        (*) float. Activations in $[-0.17, \infty)$; the minimum lies at $z = -0.7518$.

    Raises:
        TypeError: If `input` is neither float32 nor float64.
        ValueError: If `approximate` is unknown.

    Note:
        Not monotone: left of its minimum it rises again, to zero from below. NumPy has no error
        function, and a loop over `math.erf` takes ten times as long as the quotient of two
        polynomials that stands in for it here. $\Phi$ is exact to 6e-16 in float64; in float32
        rounding, 2e-7, leaves nothing to see of the quotient's error, 2e-9. A step of a polynomial
        is a pass over memory, where PyTorch has one pass for all: it takes two to four times as
        long as PyTorch.

    Source:
        Hendrycks and Gimpel, "Gaussian Error Linear Units (GELUs)", arXiv:1606.08415, 2016,
        section 2; PyTorch 2.13 documentation, `torch.nn.functional.gelu`.
    """
    _check(input, approximate)
    gate, _ = _gate(input, approximate)  # (*)
    gate *= input
    return gate


def gelu_backward(grad_output, input, approximate="none"):
    r"""Multiply by the slope $\Phi(z) + z \, \varphi(z)$.

    Args:
        grad_output: (*) float. Gradient of the loss in the activations.
        input: (*) float. Pre-activations of the forward pass.
        approximate: str. As in the forward pass.

    Returns:
        (*) float. Gradient of the loss in `input`.

    Raises:
        ValueError: If `grad_output` does not have the shape of `input`.

    Note:
        Smooth: there is no kink. The slope is 1/2 at zero, 1.1289 at most (at the square root of 2)
        and negative left of the minimum.
    """
    _check(input, approximate)
    grad_output = _like(input, "grad_output", grad_output)  # (*)
    gate, change = _gate(input, approximate)  # (*), (*)
    change *= input
    change += gate
    change *= grad_output
    return change


# The chance of a normal number beyond z, over exp(-z z / 2), falls slowly, from 1/2 like 1 / z
# sqrt(2 pi). By dtype the coefficients of two polynomials with that quotient, constants first,
# fitted so that the largest error of the chance is smallest: 2e-9 and 3e-16. None is negative, so
# that no digits cancel.
TAIL = {
    np.dtype(np.float32): (
        [
            0.4999999990586683,
            0.3103835444912386,
            0.09216791285652136,
            0.011041316076754373,
        ],
        [
            1.0,
            1.418651466973209,
            0.8162587195026826,
            0.22998254737641577,
            0.02772421027599429,
        ],
    ),
    np.dtype(np.float64): (
        [
            0.5000000000000001,
            0.5159057015508359,
            0.26671083240880666,
            0.0824925049324865,
            0.015876019319355388,
            0.0017927164937348618,
            9.323788793387206e-05,
        ],
        [
            1.0,
            1.8296959639045993,
            1.4933078253781649,
            0.7075858066070507,
            0.21129863644449626,
            0.040027178447355115,
            0.004493751744815138,
            0.00023371113445159938,
        ],
    ),
}
BLOCK = 2**18  # bytes of a piece that stays in the processor's cache


def _gate(z, approximate):
    """Return the gate and its derivative, computed in pieces that stay in the cache."""
    piece = _normal if approximate == "none" else _tanh
    with np.nditer(
        [z, None, None],
        flags=["external_loop", "buffered", "zerosize_ok"],
        op_flags=[["readonly"], ["writeonly", "allocate"], ["writeonly", "allocate"]],
        buffersize=BLOCK // z.itemsize,
    ) as pieces:
        for some, gate, change in pieces:
            piece(some, gate, change)
        return pieces.operands[1:]


def _normal(z, cdf, density):
    near = np.abs(np.clip(z, -40, 40))  # (B,): beyond, the density is 0
    np.exp(-0.5 * near * near, out=density)
    top, bottom = (_polynomial(near, some) for some in TAIL[z.dtype])  # (B,), (B,)
    top /= bottom
    top *= density  # the chance beyond |z|
    np.subtract(z > 0, top, out=cdf)
    np.abs(
        cdf, out=cdf
    )  # what remains of 1 on the right, the chance itself on the left
    density *= 1 / math.sqrt(2 * math.pi)


def _polynomial(x, coefficients):
    value = coefficients[-1] * x  # (B,)
    for coefficient in coefficients[-2:0:-1]:
        value += coefficient
        value *= x
    value += coefficients[0]
    return value


def _tanh(z, gate, change):
    near = np.clip(z, -10, 10)  # (B,): the gate is 0 or 1 beyond, and no cube overflows
    slope = math.sqrt(2 / math.pi)
    bend = 0.044715 * near * near  # (B,)
    t = np.tanh(slope * near * (1 + bend))  # (B,)
    gate[...] = (1 + t) / 2
    change[...] = slope * (1 + 3 * bend) * (1 - t * t) / 2


def _check(input, approximate):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if approximate not in ("none", "tanh"):
        raise ValueError(f"approximate: wanted 'none' or 'tanh', got {approximate!r}")


def _like(input, name, array):
    if np.shape(array) != input.shape:
        raise ValueError(f"{name}: wanted shape {input.shape}, got {np.shape(array)}")
    return np.asarray(array, input.dtype)  # (*)
