"""Inputs on which both sides of log-sum-exp must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
scores = rng.normal(size=(2, 4, 3))

CASES = [
    Case(
        "scores whose exponentials are 1, 2 and 5",
        {"input": np.log([1.0, 2.0, 5.0]), "dim": 0},
        expected=np.log(8),
        source="by hand: 1 + 2 + 5 = 8",
    ),
    Case(
        "two equal scores of 1e4",
        {"input": np.array([1e4, 1e4]), "dim": 0},
        expected=1e4 + np.log(2),
        source="by hand: log(2 exp(1e4)); exp(1e4) itself has no float64",
        no_differences="the best step grows with the scores and spans the whole transition",
    ),
    Case(
        "two equal scores of -1e4",
        {"input": np.array([-1e4, -1e4]), "dim": 0},
        expected=-1e4 + np.log(2),
        source="by hand: log(2 exp(-1e4)); exp(-1e4) rounds to 0",
        no_differences="the best step grows with the scores and spans the whole transition",
    ),
    Case("last axis", {"input": scores, "dim": -1}),
    Case("first axis", {"input": scores, "dim": 0}),
    Case("axis kept", {"input": scores, "dim": 1, "keepdim": True}),
    Case("two axes", {"input": scores, "dim": (0, 2)}),
    Case("all axes, kept", {"input": scores, "dim": (0, 1, 2), "keepdim": True}),
    Case(
        "large offset",
        {"input": rng.normal(size=(3, 4)) + 1e3, "dim": -1},
        looser="1e3 + z keeps 13 digits of z",
        rtol=1e-8,
        no_differences="the best step grows with the offset and is as wide as the scores",
        no_float32="1e3 + z keeps 4 digits of z in float32",
    ),
    Case(
        "scores from -1e4 to 1e4",
        {"input": np.array([[1e4, 0.0, -1e4], [0.0, 0.0, -1e4]]), "dim": -1},
        no_differences="the best step grows with the scores and spans the whole transition",
    ),
    Case("ties", {"input": np.zeros((2, 4)), "dim": -1}),
    Case("one score", {"input": rng.normal(size=(3, 1)), "dim": -1}),
    Case(
        "one score minus infinity",
        {"input": np.array([[0.5, -np.inf, 1.5]]), "dim": -1},
        no_differences="infinities have no neighbors",
    ),
    Case(
        "all scores minus infinity",
        {"input": np.full((2, 3), -np.inf), "dim": -1},
        expected=[-np.inf, -np.inf],
        source="by definition: the logarithm of a sum of zeros",
        no_differences="infinities have no neighbors",
    ),
    Case(
        "plus infinity and NaN",
        {
            "input": np.array([[np.inf, 0.0], [np.inf, -np.inf], [np.nan, 1.0]]),
            "dim": 1,
        },
        no_differences="infinities have no neighbors",
    ),
    Case("empty batch", {"input": np.zeros((0, 3)), "dim": -1}),
    Case(
        "no scores",
        {"input": np.zeros((3, 0)), "dim": -1},
        expected=[-np.inf] * 3,
        source="by definition: the logarithm of the empty sum, 0",
        no_differences="nothing to move",
    ),
    Case("not contiguous", {"input": rng.normal(size=(6, 8))[::2, ::3].T, "dim": 0}),
    Case("a single number", {"input": np.array(0.7), "dim": 0}),
    Case("a single number, kept", {"input": np.array(0.7), "dim": -1, "keepdim": True}),
    Case(
        "an axis of a single number",
        {"input": np.array(0.7), "dim": 1},
        error=IndexError,
        message="dim: wanted an int from -1 to 0, got 1",
    ),
    Case(
        "an axis out of range",
        {"input": scores, "dim": (0, 3)},
        error=IndexError,
        message="dim: wanted an int from -3 to 2, got 3",
    ),
    Case(
        "no axis",
        {"input": scores, "dim": None},
        error=TypeError,
        message="dim: wanted an int or a tuple of ints, got None",
    ),
    *wrong_dtypes(
        {"input": scores, "dim": 0},
        {
            "integers": {"torch_accepts": "it promotes them to float32"},
            "bool": {"torch_accepts": "it promotes them to float32"},
            "complex": {"torch_accepts": "it takes complex logarithms"},
        },
    ),
]
