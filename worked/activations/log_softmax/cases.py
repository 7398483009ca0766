"""Inputs on which both sides of log-softmax must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import over_an_axis

CASES = [
    Case(
        "scores whose exponentials are 1, 2 and 5",
        {"input": np.log([1.0, 2.0, 5.0]), "dim": 0},
        expected=np.log([1 / 8, 2 / 8, 5 / 8]),
        source="by hand: exp(log 1), exp(log 2), exp(log 5) over their sum, 8",
    ),
    *over_an_axis(
        {
            "scores of 1e4": {
                "expected": [[0.0, -1e4, -2e4], [-np.log(3.0)] * 3],
                "source": "by hand: the other terms of the first sum are exp(-1e4), below the "
                "last digit",
            }
        }
    ),
]
