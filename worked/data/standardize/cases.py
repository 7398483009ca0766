"""Inputs on which both sides of standardization must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.scaled import scaled

NO_BACKWARD = {"standardize": "it prepares data; nothing before it learns"}

CASES = [
    Case(
        "1, 2, 3 and 6, and another 8",
        {
            "input": np.array([[8.0, 1.0]]),
            "train": np.array([[1.0, 5.0], [2.0, 5.0], [3.0, 5.0], [6.0, 5.0]]),
        },
        expected=[[5 / 3.5**0.5, -4.0]],
        source="by hand: mean 3, variance 14 / 4; the second feature is constant",
    ),
    *scaled({"no features": "the library warns of a spread of nothing"}),
]
