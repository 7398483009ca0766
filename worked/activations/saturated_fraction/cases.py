"""Inputs on which both sides of the saturated fraction must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)

NO_BACKWARD = {"saturated_fraction": "a count: its slope is zero wherever it has one"}

CASES = [
    Case(
        "one of four",
        {"slope": np.array([[0.25, 1e-4], [-0.5, 1.0]])},
        expected=0.25,
        source="by hand: only 1e-4 is below 1e-3",
    ),
    Case("the sign does not count", {"slope": np.array([-1.0, -1e-5, 0.0])}),
    Case(
        "exactly at the threshold", {"slope": np.array([0.5, 0.25]), "threshold": 0.5}
    ),
    Case("batch", {"slope": rng.normal(size=(8, 5)), "threshold": 0.3}),
    Case("a slope of NaN is not small", {"slope": np.array([np.nan, 0.0])}),
    Case("not contiguous", {"slope": rng.normal(size=(6, 8))[::2, ::3].T}),
    Case(
        "empty batch",
        {"slope": np.zeros((0, 3))},
        error=ValueError,
        message=r"wanted one slope at least, got shape \(0, 3\)",
        torch_accepts="the mean of nothing is NaN there",
    ),
    *wrong_dtypes(
        {"slope": np.ones(3)},
        {"complex": {"torch_accepts": "the size of a complex number is real"}},
    ),
]
