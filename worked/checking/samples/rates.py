"""Inputs of every schedule: numbers of steps done, and a first rate."""

from __future__ import annotations

from typing import Any

import numpy as np

from worked.checking.case import Case
from worked.checking.samples.dtypes import Changes, changed


def rates(
    changes: Changes | None = None, *, first: str = "lr", **options: Any
) -> list[Case]:
    """Return the cases of a schedule; its options must allow for steps from 0 to 99.

    Args:
        changes: What differs for a concept, by the name of a sample.
        first: Name of the parameter that is the rate.
        options: Further arguments of each call.
    """
    args = {first: 0.1, **options}
    steps = {
        "a hundred steps": np.arange(100),
        "one step": np.array(37),
        "step 0": np.array(0),
        "no steps": np.zeros(0, np.int64),
        "a grid of steps": np.arange(60).reshape(3, 4, 5),
        "steps out of order, some twice": np.array([50, 3, 99, 3, 0]),
        "not contiguous": np.arange(100)[::3],
    }
    cases = [
        *(Case(name, {"step": step, **args}) for name, step in steps.items()),
        Case("rate 0", {**args, "step": np.arange(100), first: 0.0}),
        Case("rate 3", {**args, "step": np.arange(100), first: 3.0}),
        Case(
            "negative step",
            {**args, "step": np.array(-1)},
            error=ValueError,
            message="step: wanted at least 0, got -1",
        ),
        Case(
            "steps that are no integers",
            {**args, "step": np.array([0.0, 0.5])},
            error=TypeError,
            message="step: wanted an integer dtype, got float64",
        ),
        Case(
            "negative rate",
            {**args, "step": np.arange(100), first: -0.1},
            error=ValueError,
            message=f"{first}: wanted at least 0, got -0.1",
        ),
    ]
    return changed(cases, changes or {})
