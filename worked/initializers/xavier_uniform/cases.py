"""Inputs on which both sides of Xavier uniform initialization must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.draws import draws

NO_BACKWARD = {
    "xavier_uniform": "the weights are where training starts; nobody trains through them"
}

CASES = [
    Case(
        "two inputs, four units: the bound is 1",
        {"draw": np.array([[0.0, 1.0], [0.5, 0.25], [0.75, 1.0], [1.0, 0.0]])},
        expected=[[-1.0, 1.0], [0.0, -0.5], [0.5, 1.0], [1.0, -1.0]],
        source="by hand: sqrt(6 / (2 + 4)) = 1, times 2u - 1",
    ),
    *draws(kind="uniform", weight=True),
    *draws(kind="uniform", weight=True, label="gain of tanh", gain=5 / 3),
]
