"""Inputs on which both sides of orthogonal initialization must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.draws import draws

NO_BACKWARD = {
    "orthogonal": "the weights are where training starts; nobody trains through them"
}
# What a draw in float32 loses is multiplied by its condition number.
NO_FLOAT32 = {
    "no_float32": "rounding is multiplied by the condition number of the draw"
}

CASES = [
    Case(
        "two columns, by Gram and Schmidt",
        {"draw": np.array([[3.0, 1.0], [4.0, 3.0]])},
        expected=[[0.6, -0.8], [0.8, 0.6]],
        source="by hand: (3, 4) / 5; (1, 3) minus 3 (0.6, 0.8) is (-0.8, 0.6)",
    ),
    Case(
        "one row",
        {"draw": np.array([[-3.0, 0.0, 4.0]]), "gain": 2.0},
        expected=[[-1.2, 0.0, 1.6]],
        source="by hand: twice the row over its length 5",
    ),
    *draws(
        {"dense": NO_FLOAT32},
        weight=True,
        qr=True,
    ),
    *draws(
        {"gain 3, dense": NO_FLOAT32}, weight=True, qr=True, label="gain 3", gain=3.0
    ),
]
