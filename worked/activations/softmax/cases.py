"""Inputs on which both sides of softmax must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import over_an_axis

CASES = [
    Case(
        "scores whose exponentials are 1, 2 and 5",
        {"input": np.log([1.0, 2.0, 5.0]), "dim": 0},
        expected=[0.125, 0.25, 0.625],
        source="by hand: exp(log 1), exp(log 2), exp(log 5) over their sum, 8",
    ),
    *over_an_axis(),
]
