"""Inputs on which both sides of log-sigmoid must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import elementwise

CASES = [
    Case(
        "scores that are logarithms of odds",
        {"input": np.log([1 / 4, 1.0, 3.0])},
        expected=np.log([0.2, 0.5, 0.75]),
        source="by hand: odds of 1:4, 1:1 and 3:1 are probabilities 1/5, 1/2 and 3/4",
    ),
    *elementwise(),
    Case(
        "where the sigmoid underflows",
        {"input": np.array([-800.0, -1e4, 1e4])},
        expected=[-800.0, -1e4, 0.0],
        source="by hand: -log(1 + e^800) is -800 - log(1 + e^-800), and e^-800 is nothing",
    ),
]
