"""Inputs on which both sides of Kaiming normal initialization must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.draws import draws, rectifiers

NO_BACKWARD = {
    "kaiming_normal": "the weights are where training starts; nobody trains through them"
}

CASES = [
    Case(
        "eight inputs: the spread is a half",
        {"draw": np.array([[1.0, -2.0, 0.0, 4.0, 0.5, 1.0, -1.0, 3.0]])},
        expected=[[0.5, -1.0, 0.0, 2.0, 0.25, 0.5, -0.5, 1.5]],
        source="by hand: sqrt(2 / 8) = 1/2",
    ),
    Case(
        "fan-out of one: the spread is sqrt 2",
        {"draw": np.array([[1.0, -2.0]]), "mode": "fan_out", "nonlinearity": "relu"},
        expected=[[2**0.5, -2 * 2**0.5]],
        source="by hand: sqrt(2 / 1)",
    ),
    *draws(weight=True),
    *rectifiers(),
]
