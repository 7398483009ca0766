"""Inputs on which both sides of Kaiming uniform initialization must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.draws import draws, rectifiers

NO_BACKWARD = {
    "kaiming_uniform": "the weights are where training starts; nobody trains through them"
}

CASES = [
    Case(
        "six inputs: the bound is 1",
        {"draw": np.array([[0.0, 1.0, 0.5, 0.25, 0.75, 1.0]])},
        expected=[[-1.0, 1.0, 0.0, -0.5, 0.5, 1.0]],
        source="by hand: sqrt(2) sqrt(3 / 6) = 1, times 2u - 1",
    ),
    Case(
        "slope sqrt 5, as linear layers of the library have it",
        {"draw": np.array([[0.0, 1.0, 0.5, 0.25]]), "a": 5**0.5},
        expected=[[-0.5, 0.5, 0.0, -0.25]],
        source="by hand: sqrt(2 / 6) sqrt(3 / 4) = 1/2 = 1 / sqrt(4)",
    ),
    *draws(kind="uniform", weight=True),
    *rectifiers(kind="uniform"),
]
