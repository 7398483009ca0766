"""Comparison of two answers: shape and dtype first, then every value."""

from __future__ import annotations

from typing import Any

import numpy as np


class Mismatch(AssertionError):
    """Two answers that should be the same are not; the message says what was wanted and got."""


def as_arrays(answer: Any) -> tuple[np.ndarray, ...]:
    """Return one answer, or a tuple or list of answers, as a tuple of arrays.

    Raises:
        TypeError: If the answer holds something that is no array or number.
    """
    parts = answer if isinstance(answer, tuple | list) else (answer,)
    arrays = tuple(np.asarray(part) for part in parts)
    for array in arrays:
        if array.dtype == object:
            raise TypeError(f"wanted arrays or numbers, got {answer!r}")
    return arrays


def largest_difference(
    got: Any, wanted: Any, *, rtol: float, atol: float, what: str = "value"
) -> float:
    """Compare two answers and return the largest difference of their finite values.

    Equal infinities agree, and NaN agrees with NaN. The difference is absolute up to a size of
    one and relative beyond it, so that a gradient of 1e12 does not drown all others.

    Args:
        got: Array, number, or tuple of them.
        wanted: The same from the other side.
        rtol: Relative tolerance, with respect to ``wanted``.
        atol: Absolute tolerance.
        what: What is compared, for the message.

    Returns:
        The largest difference; 0.0 for empty arrays.

    Raises:
        Mismatch: If number, shape, dtype or a value differ.
    """
    got_arrays, wanted_arrays = as_arrays(got), as_arrays(wanted)
    if len(got_arrays) != len(wanted_arrays):
        raise Mismatch(
            f"{what}: wanted {len(wanted_arrays)} arrays, got {len(got_arrays)}"
        )
    largest = 0.0
    for index, (a, b) in enumerate(zip(got_arrays, wanted_arrays, strict=True)):
        label = what if len(got_arrays) == 1 else f"{what} {index}"
        if a.shape != b.shape:
            raise Mismatch(f"{label}: wanted shape {b.shape}, got {a.shape}")
        if a.dtype != b.dtype:
            raise Mismatch(f"{label}: wanted dtype {b.dtype}, got {a.dtype}")
        # Infinity minus infinity is no number, and isclose has judged those already.
        with np.errstate(invalid="ignore"):
            close = np.isclose(a, b, rtol=rtol, atol=atol, equal_nan=True)
            gap = np.abs(np.subtract(a, b, dtype=np.float64))
            gap /= np.maximum(1, np.abs(b, dtype=np.float64))
        if not close.all():
            where = np.unravel_index(np.argmin(close), a.shape)
            place = f" at {tuple(int(i) for i in where)}" if a.ndim else ""
            raise Mismatch(
                f"{label}{place}: wanted {b[where]!r}, got {a[where]!r}; "
                f"{np.count_nonzero(~close)} of {close.size} differ by more than "
                f"rtol {rtol:g}, atol {atol:g}"
            )
        largest = max(largest, float(gap[np.isfinite(gap)].max(initial=0.0)))
    return largest
