"""Inputs on which both sides of softmax must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)

CASES = [
    Case(
        "scores whose exponentials are 1, 2 and 5",
        {"input": np.log([1.0, 2.0, 5.0]), "dim": 0},
        expected=[0.125, 0.25, 0.625],
        source="by hand: exp(log 1), exp(log 2), exp(log 5) over their sum, 8",
    ),
    Case("rows", {"input": rng.normal(size=(6, 5)), "dim": -1}),
    Case("columns", {"input": rng.normal(size=(6, 5)), "dim": 0}),
    Case("middle axis", {"input": rng.normal(size=(2, 4, 3)), "dim": 1}),
    Case(
        "scores of 1e4",
        {"input": np.array([[1e4, 0.0, -1e4], [1e4, 1e4, 1e4]]), "dim": -1},
        no_differences="the best step grows with the scores and spans the whole transition",
    ),
    Case(
        "rows far apart",
        {"input": np.array([[1.0, 2.0], [1 - 1e4, 2 - 1e4]]), "dim": -1},
        no_differences="the best step grows with the offset and is as wide as the scores",
    ),
    Case(
        "large offset",
        {"input": rng.normal(size=(3, 4)) + 1e3, "dim": -1},
        looser="1e3 + z keeps 13 digits of z",
        rtol=1e-8,
        no_differences="the best step grows with the offset and is as wide as the scores",
        no_float32="1e3 + z keeps 4 digits of z in float32",
    ),
    Case("ties", {"input": np.zeros((2, 4)), "dim": -1}),
    Case(
        "one class masked with minus infinity",
        {"input": np.array([[0.5, -np.inf, 1.5]]), "dim": -1},
        no_differences="infinities have no neighbors",
    ),
    Case(
        "every class masked",
        {"input": np.full((1, 3), -np.inf), "dim": -1},
        no_differences="0/0: the answer is NaN",
    ),
    Case("one class", {"input": rng.normal(size=(3, 1)), "dim": -1}),
    Case("empty batch", {"input": np.zeros((0, 3)), "dim": -1}),
    Case("no classes", {"input": np.zeros((2, 0)), "dim": -1}),
    Case("not contiguous", {"input": rng.normal(size=(6, 8))[::2, ::3].T, "dim": -1}),
    Case(
        "integers",
        {"input": np.arange(3), "dim": 0},
        error=TypeError,
        message="wanted a floating dtype, got int64",
    ),
]
