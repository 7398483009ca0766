"""Dtypes that are refused, and how a concept departs from its kind's samples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from worked.checking.case import Case

# By a sample's name: the fields of its case that differ, or the reason why there is no such input.
Changes = Mapping[str, Mapping[str, Any] | str]


def wrong_dtypes(
    args: Mapping[str, Any],
    changes: Changes | None = None,
    *,
    function: str = "",
    takes_integers: bool = False,
) -> list[Case]:
    """Return the cases of a call whose floating arrays have a dtype that is refused.

    Args:
        args: Arguments of a call that is answered.
        changes: What differs for a concept, by the name of a sample.
        function: As in a case.
        takes_integers: Whether integers are answered; they are no sample here then.
    """
    wanted = (
        "float32, float64 or an integer dtype"
        if takes_integers
        else "float32 or float64"
    )
    dtypes = {} if takes_integers else {"integers": np.int64}
    dtypes |= {"float16": np.float16, "bool": np.bool_, "complex": np.complex128}
    cases = [
        Case(
            name,
            in_dtype(args, dtype),
            error=TypeError,
            message=f"wanted {wanted}, got {np.dtype(dtype)}",
            torch_accepts="it has half precision" if name == "float16" else "",
        )
        for name, dtype in dtypes.items()
    ]
    return changed(cases, changes or {}, function)


def in_dtype(args: Mapping[str, Any], dtype: Any) -> dict[str, Any]:
    """Return the same arguments with their floating arrays in another dtype."""
    return {
        key: value.astype(dtype)
        if isinstance(value, np.ndarray) and value.dtype.kind == "f"
        else value
        for key, value in args.items()
    }


def changed(cases: list[Case], changes: Changes, function: str = "") -> list[Case]:
    """Return cases as a concept wants them; where it names the function, their names do, too.

    Raises:
        KeyError: If a change names no sample, which it would else change in silence.
        ValueError: If a sample is left out without a reason.
    """
    names = [case.name for case in cases]
    for name, change in changes.items():
        if name not in names:
            raise KeyError(f"changes: wanted one of {names}, got {name!r}")
        if isinstance(change, str) and len(change.split()) < 3:
            raise ValueError(
                f"changes: wanted the reason why there is no {name!r}, got {change!r}"
            )
    found = []
    for case in cases:
        change = changes.get(case.name, {})
        if not isinstance(change, str):
            name = f"{function}, {case.name}" if function else case.name
            found.append(replace(case, name=name, function=function, **change))
    return found
