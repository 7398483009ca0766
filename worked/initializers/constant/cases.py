"""Inputs on which both sides of constant initialization must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.draws import draws

NO_BACKWARD = {"constant": "the value does not depend on the draw"}

CASES = [
    Case(
        "a bias of zero",
        {"draw": np.array([3.0, -1.0, np.nan]), "val": 0.0},
        expected=[0.0, 0.0, 0.0],
        source="by hand",
    ),
    Case("an integer as value", {"draw": np.ones((2, 3)), "val": 1}),
    *draws(val=-0.25),
]
