"""Inputs on which both sides of mean squared error must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.losses import regression

three = {"input": np.array([1.0, 2.0, 3.0]), "target": np.array([0.0, 2.0, 5.0])}

CASES = [
    Case(
        "residuals 1, 0 and -2",
        three,
        expected=5 / 3,
        source="by hand: (1 + 0 + 4) / 3",
    ),
    Case(
        "residuals 1, 0 and -2, sum",
        {**three, "reduction": "sum"},
        expected=5.0,
        source="by hand: 1 + 0 + 4",
    ),
    Case(
        "residuals 1, 0 and -2, none",
        {**three, "reduction": "none"},
        expected=[1.0, 0.0, 4.0],
        source="by hand: the squares",
    ),
    Case(
        "residuals of 1e4",
        {"input": np.array([1e4, -1e4]), "target": np.array([-1e4, 1e4])},
        expected=4e8,
        source="by hand: (2e4)^2",
    ),
    *regression(),
]
