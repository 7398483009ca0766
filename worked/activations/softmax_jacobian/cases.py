"""Inputs on which both sides of the softmax Jacobian must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(1)

CASES = [
    Case(
        "scores whose exponentials are 1, 2 and 5",
        {"input": np.log([1.0, 2.0, 5.0])},
        expected=np.array([[7, -2, -5], [-2, 12, -10], [-5, -10, 15]]) / 64,
        source="by hand: p = (1, 2, 5) / 8, so p (1 - p) on the diagonal and -p p beside it",
    ),
    Case("ten classes", {"input": rng.normal(size=10)}),
    Case("ties", {"input": np.zeros(4)}),
    Case("two classes", {"input": rng.normal(size=2)}),
    Case("one class", {"input": np.array([3.0])}),
    Case("no classes", {"input": np.zeros(0)}),
    Case(
        "scores of 1e4",
        {"input": np.array([1e4, 0.0, -1e4])},
        expected=np.zeros((3, 3)),
        source="by hand: the probabilities are 1, 0, 0 to the last digit, and p (1 - p) is 0",
    ),
    Case("not contiguous", {"input": rng.normal(size=12)[::3]}),
    *wrong_dtypes({"input": np.ones(3)}),
    Case(
        "a matrix",
        {"input": np.zeros((2, 3))},
        error=ValueError,
        message=r"wanted one vector of scores, got shape \(2, 3\)",
    ),
]
