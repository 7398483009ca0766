"""Inputs on which both sides of the log-odds bias must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

NO_BACKWARD = {"log_odds_bias": "a share of the data, which training does not change"}

rng = np.random.default_rng(0)

CASES = [
    Case(
        "one in a hundred",
        {"prior": np.array([0.01, 0.5, 0.75])},
        expected=[-4.59511985013459, 0.0, 1.0986122886681098],
        source="by hand: -log 99, log 1, log 3",
    ),
    Case("a single number", {"prior": np.array(0.2)}),
    Case("shares of several tags", {"prior": rng.uniform(0.01, 0.99, size=(3, 4))}),
    Case("tiny shares", {"prior": np.array([1e-30, 1e-12, 1e-6])}),
    Case("no outputs", {"prior": np.zeros((0, 3))}, awkward="nothing to compare"),
    Case("not contiguous", {"prior": rng.uniform(0.1, 0.9, size=(6, 8))[::2, ::3].T}),
    *(
        Case(
            f"a share of {share}",
            {"prior": np.array([0.5, share])},
            error=ValueError,
            message="prior: wanted shares between 0 and 1, got ",
            torch_accepts="its logit is infinite or NaN",
        )
        for share in (0.0, 1.0, -0.1, np.nan)
    ),
    *wrong_dtypes(
        {"prior": np.array([0.2, 0.7])},
        {
            name: {"torch_accepts": "its logit takes integers and truth values"}
            for name in ("integers", "bool")
        },
    ),
]
