"""Inputs on which both sides of leaky ReLU must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import elementwise

rng = np.random.default_rng(1)
KINK = "a central difference at the kink gives the mean of both slopes"

CASES = [
    Case(
        "by definition",
        {"input": np.array([-200.0, -1.0, 0.0, 3.0])},
        expected=[-2.0, -0.01, 0.0, 3.0],
        source="Maas, Hannun and Ng 2013, section 2: 0.01 z for z at most 0, z above",
        no_differences=KINK,
    ),
    *elementwise({"zero, both signs": {"no_differences": KINK}}),
    Case("steeper", {"input": rng.normal(size=(8, 5)), "negative_slope": 0.2}),
    Case(
        "slope 0, which is ReLU", {"input": rng.normal(size=7), "negative_slope": 0.0}
    ),
    Case(
        "slope 0, NaN and infinities",
        {"input": np.array([np.nan, np.inf, -np.inf]), "negative_slope": 0.0},
        no_differences="infinities have no neighbors",
    ),
    Case("slope above 1", {"input": rng.normal(size=7), "negative_slope": 1.5}),
    Case("slope below 0", {"input": rng.normal(size=7), "negative_slope": -0.5}),
    Case(
        "zero, another slope",
        {"input": np.array([0.0, -0.0]), "negative_slope": 0.3},
        no_differences=KINK,
    ),
]
