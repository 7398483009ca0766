"""Spectral radius by power iteration, squaring the power at each step."""

import numpy as np

__all__ = ["spectral_radius"]

SQUARINGS = 50  # to the power 2^50, whose root leaves an error below 1e-13


def spectral_radius(input):
    r"""Measure how fast the powers of a matrix grow: $\rho(A) = \lim_k \|A^k\|^{1/k}$.

    It is the largest absolute eigenvalue. The matrix is squared again and again, so that $k$ is 1,
    2, 4, 8 and so on, and after each squaring it is divided by its size, whose logarithm is kept.

    Args:
        input: (*, N, N) float. Matrix $A$, such as the recurrent weights of a network.

    Returns:
        (*) float. Spectral radius, the factor per step in the long run.

    Raises:
        TypeError: If `input` is neither float32 nor float64.
        ValueError: If it is not square, has no rows, or holds an infinity or NaN.

    Note:
        Below 1 the powers vanish in the end, above 1 they grow without bound. Before that they may
        grow all the same, up to the largest singular value per step, which is never smaller.
        Power iteration on one vector settles only if one eigenvalue is larger in size than all
        others, and so not for a pair of complex ones; the norm of the power always does.

    Source:
        Kuttler, *Linear Algebra and Analysis*, theorem 14.2.4 (Gelfand's formula); Pascanu, Mikolov
        and Bengio, "On the Difficulty of Training Recurrent Neural Networks", ICML 2013, section
        2.1.
    """
    _check(input)
    power = input  # (*, N, N)
    growth = np.zeros(input.shape[:-2])  # (*), logarithm of the radius
    for k in range(SQUARINGS):
        size = np.abs(power).max((-2, -1), keepdims=True)  # (*, 1, 1)
        power = power / np.where(size == 0, 1, size)  # (*, N, N), nothing overflows
        with np.errstate(divide="ignore"):  # -inf for size 0
            growth = growth + np.log(size[..., 0, 0]) / 2**k  # (*)
        power = power @ power  # (*, N, N)
    return np.exp(growth).astype(input.dtype)


def _check(input):
    if input.dtype not in (np.float32, np.float64):
        raise TypeError(f"input: wanted float32 or float64, got {input.dtype}")
    if input.ndim < 2 or input.shape[-1] != input.shape[-2] or not input.shape[-1]:
        raise ValueError(
            f"input: wanted square matrices (*, N, N), got shape {input.shape}"
        )
    if not np.isfinite(input).all():
        raise ValueError("input: wanted finite numbers, got an infinity or NaN")
