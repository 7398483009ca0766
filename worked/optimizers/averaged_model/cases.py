"""Inputs on which both sides of a weight average must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.dtypes import wrong_dtypes

param, state = np.random.default_rng(0).normal(size=(2, 5, 3))
moving = {"param": param, "state": state, "num_averaged": 6}

NO_BACKWARD = {"averaged_model": "an average is for predictions, never for a gradient"}

CASES = [
    Case(
        "the mean of 2, 5 and 11",
        {"param": np.array([11.0]), "state": np.array([3.5]), "num_averaged": 2},
        expected=[6.0],
        source="by hand: (2 + 5 + 11) / 3",
    ),
    Case(
        "decay of 0.75 from 4 to 8",
        {
            "param": np.array([8.0]),
            "state": np.array([4.0]),
            "num_averaged": 2,
            "decay": 0.75,
        },
        expected=[5.0],
        source="by hand: 3/4 of 4 and 1/4 of 8",
    ),
    Case("the first", {"param": param}),
    Case("the first, with a decay", {"param": param, "decay": 0.9}),
    Case("equal weights", moving),
    *(Case(f"decay {decay}", {**moving, "decay": decay}) for decay in (0.0, 0.9, 1.0)),
    Case("the second", {**moving, "num_averaged": 1}),
    Case("the thousandth", {**moving, "num_averaged": 999}),
    Case(
        "one number",
        {"param": np.array(2.0), "state": np.array(1.0), "num_averaged": 1},
    ),
    Case("one number, the first", {"param": np.array(2.0)}),
    Case(
        "no parameters",
        {"param": np.zeros(0), "state": np.zeros(0), "num_averaged": 1},
    ),
    Case(
        "NaN and infinity",
        {
            "param": np.array([np.nan, np.inf, 1.0]),
            "state": np.array([1.0, 1.0, np.nan]),
            "num_averaged": 3,
        },
    ),
    Case(
        "not contiguous",
        {"param": param.T[:, ::2], "state": state.T[:, ::2], "num_averaged": 2},
    ),
    Case(
        "decay above 1",
        {**moving, "decay": 1.5},
        error=ValueError,
        message="decay: wanted None or a number from 0 to 1, got 1.5",
    ),
    Case(
        "a count without a state",
        {"param": param, "num_averaged": 3},
        error=ValueError,
        message="num_averaged: wanted 0 without a state .*, got 3 with no state",
        torch_accepts="the library counts by itself",
    ),
    Case(
        "a state without a count",
        {**moving, "num_averaged": 0},
        error=ValueError,
        message="num_averaged: wanted 0 .*, got 0 with a state",
        torch_accepts="it then copies the parameters over the average",
    ),
    Case(
        "a state of another parameter",
        {**moving, "state": state[:2]},
        error=ValueError,
        message=r"state: wanted shape \(5, 3\), got \(2, 3\)",
    ),
    Case(
        "a state of another dtype",
        {**moving, "state": state.astype(np.float32)},
        error=TypeError,
        message="state: wanted float64 as in param, got float32",
        torch_accepts="the average keeps the dtype of the model",
    ),
    *wrong_dtypes(moving, {"complex": {"torch_accepts": "it averages them as well"}}),
]
