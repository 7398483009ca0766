"""Inputs on which both sides of the dead fraction must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)

NO_BACKWARD = {"dead_fraction": "a count: its slope is zero wherever it has one"}

CASES = [
    Case(
        "one of four units",
        {"input": np.array([[-1.0, 2.0, -3.0, 0.1], [-2.0, -1.0, 1.0, -5.0]])},
        expected=0.25,
        source="by hand: only the first column has no positive entry",
    ),
    Case(
        "zero is not positive",
        {"input": np.array([[0.0, -1.0], [-1.0, 1.0]])},
        expected=0.5,
        source="by hand: the first column reaches zero, where ReLU passes nothing",
    ),
    Case("batch", {"input": rng.normal(size=(3, 40)) - 0.5}),
    Case("large offset", {"input": rng.normal(size=(3, 4)) - 1e4}),
    Case("one example", {"input": rng.normal(size=(1, 7))}),
    Case("a unit of NaN is not counted", {"input": np.array([[np.nan, -1.0]])}),
    Case("not contiguous", {"input": rng.normal(size=(6, 8))[::2, ::3].T}),
    Case(
        "empty batch",
        {"input": np.zeros((0, 3))},
        error=ValueError,
        message=r"wanted \(N, H\) with N and H at least 1, got shape \(0, 3\)",
    ),
    *wrong_dtypes({"input": np.ones((2, 3))}),
]
