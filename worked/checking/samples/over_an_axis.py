"""Inputs of every function that weighs the scores along one axis against each other."""

from __future__ import annotations

from typing import Any

import numpy as np

from worked.checking.case import Case
from worked.checking.samples.dtypes import Changes, changed, wrong_dtypes

INFINITY = {"no_differences": "infinities have no neighbors"}
FAR = {
    "no_differences": "the best step grows with the scores and spans the whole transition"
}


def over_an_axis(changes: Changes | None = None, *, function: str = "") -> list[Case]:
    """Return the cases of a function of ``input`` along the axis ``dim``, such as softmax.

    Args:
        changes: What differs for a concept, by the name of a sample: fields of its case, or the
            reason why the concept has no such input.
        function: As in a case.
    """
    rng = np.random.default_rng(0)
    square = rng.normal(size=(6, 5))
    nan, inf = np.nan, np.inf
    inputs: dict[str, tuple[np.ndarray, int, dict[str, Any]]] = {
        "rows": (square, -1, {}),
        "columns": (square, 0, {}),
        "middle axis": (rng.normal(size=(2, 4, 3)), 1, {}),
        "not contiguous": (rng.normal(size=(6, 8))[::2, ::3].T, -1, {}),
        "a single number": (np.array(0.3), -1, {}),
        "a single number, axis 0": (np.array(0.3), 0, {}),
        "one class": (rng.normal(size=(3, 1)), -1, {}),
        "ties": (np.zeros((2, 4)), -1, {}),
        "empty batch": (np.zeros((0, 3)), -1, {}),
        "no classes": (np.zeros((2, 0)), -1, {}),
        "nothing at all": (np.zeros(0), 0, {}),
        "scores of 1e4": (np.array([[1e4, 0.0, -1e4], [1e4, 1e4, 1e4]]), -1, FAR),
        "rows far apart": (np.array([[1.0, 2.0], [1 - 1e4, 2 - 1e4]]), -1, FAR),
        "large offset": (
            rng.normal(size=(3, 4)) + 1e3,
            -1,
            {
                "looser": "1e3 + z keeps 13 digits of z",
                "rtol": 1e-8,
                "no_differences": "the best step grows with the offset and is as wide as the "
                "scores",
                "no_float32": "1e3 + z keeps 4 digits of z in float32",
            },
        ),
        "one class masked with minus infinity": (
            np.array([[0.5, -inf, 1.5]]),
            -1,
            INFINITY,
        ),
        "every class masked": (np.full((1, 3), -inf), -1, INFINITY),
        "NaN and infinity": (
            np.array([[0.5, nan, 1.5], [0.5, inf, 1.5]]),
            -1,
            INFINITY,
        ),
    }
    cases = [
        Case(name, {"input": array, "dim": dim}, **fields)
        for name, (array, dim, fields) in inputs.items()
    ]
    cases += wrong_dtypes({"input": np.ones(3), "dim": 0})
    wrong: dict[str, tuple[Any, type[Exception], str]] = {
        "an axis that is not there": (2, IndexError, "wanted an int from -2 to 1, got"),
        "an axis from the end that is not there": (
            -3,
            IndexError,
            "wanted an int from -2 to 1, got",
        ),
        "no axis": (None, TypeError, "wanted an int, got None"),
        "two axes": ((0, 1), TypeError, r"wanted an int, got \(0, 1\)"),
    }
    cases += [
        Case(name, {"input": square, "dim": dim}, error=error, message=message)
        for name, (dim, error, message) in wrong.items()
    ]
    return changed(cases, changes or {}, function)
