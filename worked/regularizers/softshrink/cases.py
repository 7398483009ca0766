"""Inputs on which both sides of soft shrinkage must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import elementwise

rng = np.random.default_rng(1)
x = rng.normal(size=(8, 5))

CASES = [
    Case(
        "three weights shrunk by a half",
        {"input": np.array([2.0, -0.3, -1.25])},
        expected=[1.5, 0.0, -0.75],
        source="by hand: 2 - 0.5, within a half of zero, -1.25 + 0.5",
    ),
    *elementwise(
        {
            "NaN and infinities": "infinity minus a clipped infinity, see the cases below",
            "inputs of 1e4, both signs": {
                "no_differences": "the best step grows with the inputs"
            },
        }
    ),
    Case(
        "infinities",
        {"input": np.array([np.inf, -np.inf])},
        no_differences="infinities have no neighbors",
    ),
    Case("shrunk by 2", {"input": x, "lambd": 2.0}),
    Case("shrunk by nothing", {"input": x, "lambd": 0.0}),
    Case(
        "exactly at the threshold",
        {"input": np.array([0.5, -0.5])},
        no_differences="the slope jumps here",
    ),
    Case(
        "a negative length",
        {"input": x, "lambd": -0.1},
        error=ValueError,
        message="lambd: wanted at least 0, got -0.1",
    ),
]
