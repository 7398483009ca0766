"""Inputs on which both sides of uniform initialization must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.draws import draws

NO_BACKWARD = {
    "uniform": "the weights are where training starts; nobody trains through them"
}

CASES = [
    Case(
        "both ends and the middle",
        {"draw": np.array([0.0, 0.5, 1.0]), "a": -0.5, "b": 1.5},
        expected=[-0.5, 0.5, 1.5],
        source="by hand: a, (a + b) / 2, b",
    ),
    *draws(kind="uniform"),
    *draws(kind="uniform", label="plus or minus 0.1", a=-0.1, b=0.1),
    Case("an interval of one point", {"draw": np.ones((2, 3)), "a": 2.0, "b": 2.0}),
    Case(
        "ends in the wrong order",
        {"draw": np.ones((2, 3)), "a": 1.0, "b": -1.0},
        error=ValueError,
        message="b: wanted at least a = 1.0, got -1.0",
        torch_accepts="this side scales a draw; uniform_ itself refuses",
    ),
]
