"""Inputs on which both sides of the running statistics must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)

NO_BACKWARD = {"running_stats": "a record beside training; no loss reads it"}


def draw(*shape):
    """Return a batch and statistics of the past."""
    return {
        "input": 2 * rng.normal(size=shape) + 1,
        "running_mean": rng.normal(size=shape[1]),
        "running_var": rng.uniform(0.5, 2, size=shape[1]),
    }


table = draw(6, 3)
unknown = np.where(np.eye(6, 3) > 0, np.nan, table["input"])

CASES = [
    Case(
        "1, 2, 3 and 6 into a new layer",
        {
            "input": np.array([[1.0], [2.0], [3.0], [6.0]]),
            "running_mean": np.zeros(1),
            "running_var": np.ones(1),
        },
        expected=([0.3], [0.9 + 0.1 * 14 / 3]),
        source="by hand: a tenth of the mean 3, and of the unbiased variance 14 / 3",
    ),
    Case("a table", table),
    Case("images", draw(3, 2, 4, 5)),
    Case("one image", draw(1, 2, 2, 1)),
    Case("two examples", draw(2, 3)),
    Case("momentum of 0", {**table, "momentum": 0.0}),
    Case("momentum of 1", {**table, "momentum": 1.0}),
    Case("NaN in every channel", {**table, "input": unknown}),
    Case(
        "large offset",
        {**table, "input": table["input"] + 1e4},
        no_float32="1e4 + x keeps 3 digits of x in float32",
    ),
    Case(
        "not contiguous", {**table, "input": rng.normal(size=(6, 8)).T[::2, ::2][:, :3]}
    ),
    *(
        Case(
            f"{name}: input of shape {shape}",
            {**table, "input": np.ones(shape)},
            error=ValueError,
            message=r"input: wanted \(N, C, ...\) with two values per channel, got",
            torch_accepts=accepts,
        )
        for name, shape, accepts in (
            ("one example", (1, 3), ""),
            ("no example", (0, 3), "it leaves NaN in both"),
            ("no batch axis", (3,), ""),
        )
    ),
    *(
        Case(
            f"momentum of {momentum}",
            {**table, "momentum": momentum},
            error=ValueError,
            message=f"momentum: wanted a number from 0 to 1, got {momentum}",
            torch_accepts="it extrapolates",
        )
        for momentum in (-0.1, 1.5)
    ),
    *(
        Case(
            f"{name} of other channels",
            {**table, name: table[name][:2]},
            error=ValueError,
            message=rf"{name}: wanted shape \(3,\), got \(2,\)",
        )
        for name in ("running_mean", "running_var")
    ),
    Case(
        "statistics of another dtype",
        {**table, "running_var": np.ones(3, np.float32)},
        error=TypeError,
        message="running_var: wanted float64 as in input, got float32",
    ),
    *wrong_dtypes(table),
]
