"""Inputs on which both sides of clipping by value must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

grads = np.random.default_rng(0).normal(size=(5, 3))

NO_BACKWARD = {
    "clip_grad_value": "it acts after the backward pass; nobody trains through it"
}

CASES = [
    Case(
        "9, -12 and 0.5 down to 1",
        {"grads": np.array([9.0, -12.0, 0.5]), "clip_value": 1.0},
        expected=[1.0, -1.0, 0.5],
        source="by hand: two lie outside, one inside",
    ),
    Case("a matrix", {"grads": grads, "clip_value": 0.5}),
    Case("wide bound", {"grads": grads, "clip_value": 100.0}),
    Case("exactly at the bound", {"grads": np.array([2.0, -2.0]), "clip_value": 2.0}),
    Case("bound of 0", {"grads": grads, "clip_value": 0.0}),
    Case("gradient of 1e12", {"grads": 1e12 * grads, "clip_value": 1.0}),
    Case("one number", {"grads": np.array(-3.0), "clip_value": 1.0}),
    Case("no parameters", {"grads": np.zeros((0, 3)), "clip_value": 1.0}),
    Case("not contiguous", {"grads": grads.T[:, ::2], "clip_value": 0.5}),
    Case(
        "infinities become the bound, NaN stays",
        {"grads": np.array([np.inf, -np.inf, np.nan, 0.5]), "clip_value": 1.0},
        expected=[1.0, -1.0, np.nan, 0.5],
        source="by hand: infinity is larger than 1, and NaN is not comparable",
    ),
    Case(
        "negative bound",
        {"grads": grads, "clip_value": -1.0},
        error=ValueError,
        message="clip_value: wanted at least 0, got -1.0",
        torch_accepts="it sets all components to the bound",
    ),
    *wrong_dtypes({"grads": grads, "clip_value": 1.0}),
]
