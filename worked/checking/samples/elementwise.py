"""Inputs of every function that treats each number for itself."""

from __future__ import annotations

from typing import Any

import numpy as np

from worked.checking.case import Case
from worked.checking.samples.dtypes import Changes, changed, in_dtype, wrong_dtypes


def elementwise(
    changes: Changes | None = None,
    *,
    function: str = "",
    takes_integers: bool = False,
    **arguments: Any,
) -> list[Case]:
    """Return the cases of an elementwise function of ``input``.

    Args:
        changes: What differs for a concept, by the name of a sample: fields of its case, or the
            reason why the concept has no such input.
        function: As in a case.
        takes_integers: Whether integers are answered.
        arguments: Further arguments of each call; arrays take the dtype of ``input``.
    """
    rng = np.random.default_rng(0)
    inputs = {
        "batch": rng.normal(size=(8, 5)),
        "a single number": np.array(0.3),
        "empty batch": np.zeros((0, 3)),
        "not contiguous": rng.normal(size=(6, 8))[::2, ::3].T,
        "wide range": np.linspace(-40, 40, 80),
        "large offset": rng.normal(size=(4, 3)) + 1e3,
        "inputs of 1e4, both signs": np.array([1e4, -1e4]),
        "zero, both signs": np.array([0.0, -0.0]),
        "NaN and infinities": np.array([np.nan, np.inf, -np.inf]),
    }
    if takes_integers:
        inputs["integers"] = np.arange(-3, 4)
    cases = [
        Case(
            name,
            {"input": array, **in_dtype(arguments, array.dtype)},
            no_differences="infinities have no neighbors" if "NaN" in name else "",
            awkward="a dtype of its own" if name == "integers" else "",
        )
        for name, array in inputs.items()
    ]
    one = {"input": np.ones(3), **arguments}
    cases += wrong_dtypes(one, takes_integers=takes_integers)
    return changed(cases, changes or {}, function)
