"""Inputs on which both sides of clipping by norm must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
grads = rng.normal(size=(5, 3))
three_four = np.array([3.0, -4.0])

NO_BACKWARD = {
    "clip_grad_norm": "it acts after the backward pass; nobody trains through it"
}

CASES = [
    Case(
        "3 and -4 down to 1",
        {"grads": three_four, "max_norm": 1.0},
        expected=([0.6, -0.8], 5.0),
        source="by hand: the norm is 5, and a fifth of each is left",
        within=2e-7,
    ),
    Case(
        "3 and -4 under a bound of 10",
        {"grads": three_four, "max_norm": 10.0},
        expected=([3.0, -4.0], 5.0),
        source="by hand: shorter than the bound, so nothing changes",
    ),
    Case(
        "largest value",
        {"grads": three_four, "max_norm": 1.0, "norm_type": float("inf")},
        expected=([0.75, -1.0], 4.0),
        source="by hand: the largest absolute value is 4",
        within=3e-7,
    ),
    Case(
        "sum of absolute values",
        {"grads": three_four, "max_norm": 1.0, "norm_type": 1.0},
        expected=([3 / 7, -4 / 7], 7.0),
        source="by hand: 3 + 4",
        within=2e-7,
    ),
    Case("order 3", {"grads": grads, "max_norm": 0.5, "norm_type": 3.0}),
    Case("order 1/2", {"grads": grads, "max_norm": 0.5, "norm_type": 0.5}),
    Case("a matrix", {"grads": grads, "max_norm": 0.5}),
    Case("norm of exactly the bound", {"grads": three_four, "max_norm": 5.0}),
    Case("bound of 0", {"grads": grads, "max_norm": 0.0}),
    Case("gradient of 1e12", {"grads": 1e12 * grads, "max_norm": 1.0}),
    Case(
        "gradient of 1e-7, smaller than what is added to the norm",
        {"grads": np.array([3e-7, 4e-7]), "max_norm": 1e-7},
        expected=([2e-8, 8e-8 / 3], 5e-7),
        source="by hand: the factor is 1e-7 over 15e-7",
        within=1e-20,
        rtol=1e-9,
        atol=0.0,
        no_float32="the bound for float32 is wider than the gradient",
    ),
    Case("gradient zero", {"grads": np.zeros((5, 3)), "max_norm": 1.0}),
    Case("one number", {"grads": np.array(-3.0), "max_norm": 1.0}),
    Case("no parameters", {"grads": np.zeros((0, 3)), "max_norm": 1.0}),
    Case("not contiguous", {"grads": grads.T[:, ::2], "max_norm": 0.5}),
    Case(
        "one infinity makes zeros and a NaN",
        {"grads": np.array([1.0, np.inf, -2.0]), "max_norm": 1.0},
        expected=([0.0, np.nan, -0.0], np.inf),
        source="by hand: the factor is 1 over infinity, and infinity times 0 is no number",
    ),
    Case(
        "one NaN makes all NaN",
        {"grads": np.array([1.0, np.nan]), "max_norm": 1.0},
        expected=([np.nan, np.nan], np.nan),
        source="by hand: the norm is NaN",
    ),
    Case(
        "a finite norm where others are refused",
        {"grads": grads, "max_norm": 0.5, "error_if_nonfinite": True},
    ),
    *(
        Case(
            f"{value} where a finite norm is wanted",
            {
                "grads": np.array([1.0, value]),
                "max_norm": 1.0,
                "error_if_nonfinite": True,
            },
            error=ValueError,
            message=f"grads: wanted a finite norm, got {value}",
        )
        for value in (np.inf, np.nan)
    ),
    Case(
        "no gradients",
        {"grads": [], "max_norm": 1.0},
        error=ValueError,
        message="grads: wanted one array or more, got none",
        torch_accepts="the norm of nothing is 0 there",
    ),
    Case(
        "negative bound",
        {"grads": grads, "max_norm": -1.0},
        error=ValueError,
        message="max_norm: wanted at least 0, got -1.0",
        torch_accepts="it turns the gradient round",
    ),
    Case(
        "order 0",
        {"grads": grads, "max_norm": 1.0, "norm_type": 0.0},
        error=ValueError,
        message="norm_type: wanted a number above 0, got 0.0",
        torch_accepts="it counts the values that are not zero",
    ),
    *wrong_dtypes(
        {"grads": grads, "max_norm": 1.0},
        {"complex": {"torch_accepts": "it clips complex gradients as well"}},
    ),
]
