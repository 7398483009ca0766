"""Inputs on which both sides of normal initialization must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.draws import draws

NO_BACKWARD = {
    "normal": "the weights are where training starts; nobody trains through them"
}

CASES = [
    Case(
        "one standard deviation to both sides",
        {"draw": np.array([-1.0, 0.0, 1.0]), "mean": 0.5, "std": 0.02},
        expected=[0.48, 0.5, 0.52],
        source="by hand: mean plus draw times std",
    ),
    *draws(),
    *draws(label="spread 0.01", std=0.01),
    Case("spread 0", {"draw": np.ones((2, 3)), "mean": 0.3, "std": 0.0}),
    Case(
        "negative spread",
        {"draw": np.ones((2, 3)), "std": -0.1},
        error=ValueError,
        message="std: wanted at least 0, got -0.1",
        torch_accepts="this side scales a draw; normal_ itself refuses",
    ),
]
