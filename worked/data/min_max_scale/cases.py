"""Inputs on which both sides of min-max scaling must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.scaled import scaled

NO_BACKWARD = {"min_max_scale": "it prepares data; nothing before it learns"}

rng = np.random.default_rng(0)
table = rng.normal(size=(5, 3))
small = {
    "input": np.array([[8.0, 1.0]]),
    "train": np.array([[1.0, 5.0], [2.0, 5.0], [3.0, 5.0], [6.0, 5.0]]),
}

CASES = [
    Case(
        "1, 2, 3 and 6, and another 8",
        small,
        expected=[[1.4, -4.0]],
        source="by hand: (8 - 1) / (6 - 1); the second feature is constant",
    ),
    Case(
        "from -1 to 1",
        {**small, "feature_range": (-1.0, 1.0)},
        expected=[[1.8, -9.0]],
        source="by hand: -1 + 2 * 1.4, and -1 - 2 * 4",
    ),
    *scaled(),
    Case(
        "from -1 to 1, a table",
        {"input": table, "train": table, "feature_range": (-1, 1)},
    ),
    Case(
        "an empty range",
        {**small, "feature_range": (1.0, 1.0)},
        error=ValueError,
        message=r"feature_range: wanted the lower end first, got \(1.0, 1.0\)",
        torch_accepts="it maps all onto one number",
    ),
]
