"""Inputs on which both sides of the sigmoid must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import elementwise

CONVERTS = "it converts to the default dtype, float32"

CASES = [
    Case(
        "scores that are logarithms of odds",
        {"input": np.log([1 / 4, 1.0, 3.0])},
        expected=[0.2, 0.5, 0.75],
        source="by hand: odds of 1:4, 1:1 and 3:1 are probabilities 1/5, 1/2 and 3/4",
    ),
    *elementwise(
        {
            "integers": {"torch_accepts": CONVERTS},
            "bool": {"torch_accepts": CONVERTS},
            "complex": {"torch_accepts": "it has the complex function"},
        }
    ),
    Case(
        "both ends",
        {"input": np.array([1e4, -1e4])},
        expected=[1.0, 0.0],
        source="by hand: exp(-1e4) is below the smallest float",
    ),
]
