"""Inputs on which both sides of loss scaling must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
grad = rng.normal(size=(5, 3))

NO_BACKWARD = {"loss_scaling": "it follows the backward pass; nobody trains through it"}

CASES = [
    Case(
        "scale 1024, a good step",
        {"grad": np.array([1024.0, -2048.0, 0.5]), "scale": 1024.0},
        expected=([1.0, -2.0, 2.0**-11], False, 1024.0, 1),
        source="by hand: over 2^10; one good step is counted",
    ),
    Case(
        "an infinity: skip, and half the scale",
        {
            "grad": np.array([1024.0, np.inf]),
            "scale": 1024.0,
            "growth_tracker": 7,
        },
        expected=([1.0, np.inf], True, 512.0, 0),
        source="by hand: 1024 times 0.5, and the count starts anew",
    ),
    Case(
        "the last of 5 good steps: twice the scale",
        {
            "grad": np.array([1024.0]),
            "scale": 1024.0,
            "growth_tracker": 4,
            "growth_interval": 5,
        },
        expected=([1.0], False, 2048.0, 0),
        source="by hand: 1024 times 2, and the count starts anew",
    ),
    Case(
        "the last but one of 5 good steps",
        {"grad": grad, "growth_tracker": 3, "growth_interval": 5},
    ),
    Case(
        "the last of 5 steps is bad",
        {"grad": np.full(2, np.nan), "growth_tracker": 4, "growth_interval": 5},
    ),
    Case(
        "other factors, growing",
        {"grad": grad, "growth_factor": 4.0, "growth_interval": 1},
    ),
    Case(
        "other factors, shrinking",
        {"grad": np.array([np.nan, 1.0]), "backoff_factor": 0.125},
    ),
    Case(
        "a scale that cannot grow",
        {"grad": np.array([2.0**127]), "scale": 2.0**127, "growth_interval": 1},
        expected=([1.0], False, 2.0**127, 0),
        source="by hand: 2^128 is infinite in float32",
    ),
    Case(
        "a scale that is no power of two",
        {"grad": grad, "scale": 1000.0},
        looser="the library keeps one over the scale in float32",
        rtol=1e-7,
    ),
    Case("defaults", {"grad": grad}),
    Case("scale 1", {"grad": grad, "scale": 1.0}),
    Case("both infinities", {"grad": np.array([np.inf, -np.inf, np.nan, 1.0])}),
    Case("gradient zero", {"grad": np.zeros((5, 3))}),
    Case("one number", {"grad": np.array(3.0)}),
    Case("no parameters", {"grad": np.zeros((0, 3))}),
    Case("not contiguous", {"grad": grad.T[:, ::2]}),
    *(
        Case(
            f"{name} of {value:g}",
            {"grad": grad, name: value},
            error=ValueError,
            message=f"{name}: wanted {wanted}, got {value:g}",
            torch_accepts=accepts,
        )
        for name, value, wanted, accepts in (
            ("scale", 0.0, "a float32 number above 0", "it divides by it"),
            ("scale", np.inf, "a float32 number above 0", "it divides by it"),
            ("growth_factor", 1.0, "more than 1", ""),
            ("backoff_factor", 1.0, "a number between 0 and 1", ""),
            (
                "backoff_factor",
                0.0,
                "a number between 0 and 1",
                "it lets the scale go to zero",
            ),
            (
                "growth_tracker",
                2000,
                "a count from 0 to 1999",
                "it counts on and does not grow any more",
            ),
            (
                "growth_tracker",
                -1,
                "a count from 0 to 1999",
                "it counts on from there",
            ),
        )
    ),
    *wrong_dtypes(
        {"grad": grad},
        {"float16": {"torch_accepts": ""}},
    ),
]
