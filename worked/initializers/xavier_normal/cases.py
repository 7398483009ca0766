"""Inputs on which both sides of Xavier normal initialization must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.draws import draws

NO_BACKWARD = {
    "xavier_normal": "the weights are where training starts; nobody trains through them"
}

CASES = [
    Case(
        "six inputs, two units: the spread is a half",
        {
            "draw": np.array(
                [[1.0, -2.0, 0.0, 4.0, 0.5, 1.0], [2.0, 2.0, 2.0, 2.0, 2.0, 2.0]]
            )
        },
        expected=[[0.5, -1.0, 0.0, 2.0, 0.25, 0.5], [1.0] * 6],
        source="by hand: sqrt(2 / (6 + 2)) = 1/2",
    ),
    *draws(weight=True),
    *draws(weight=True, label="gain of tanh", gain=5 / 3),
]
