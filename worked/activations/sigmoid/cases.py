"""Inputs on which both sides of the sigmoid must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)

CASES = [
    Case(
        "scores that are logarithms of odds",
        {"input": np.log([1 / 4, 1.0, 3.0])},
        expected=[0.2, 0.5, 0.75],
        source="by hand: odds of 1:4, 1:1 and 3:1 are probabilities 1/5, 1/2 and 3/4",
    ),
    Case("batch", {"input": rng.normal(size=(8, 5))}),
    Case("wide range", {"input": np.linspace(-40, 40, 81)}),
    Case(
        "scores of 1e4, both signs",
        {"input": np.array([1e4, -1e4])},
        expected=[1.0, 0.0],
        source="by hand: exp(-1e4) is below the smallest float",
    ),
    Case(
        "NaN and infinities",
        {"input": np.array([np.nan, np.inf, -np.inf])},
        no_differences="infinities have no neighbors",
    ),
    Case("one number", {"input": np.array(0.3)}),
    Case("empty batch", {"input": np.zeros((0, 3))}),
    Case("not contiguous", {"input": rng.normal(size=(6, 8))[::2, ::3].T}),
    Case(
        "integers",
        {"input": np.arange(3)},
        error=TypeError,
        message="wanted a floating dtype, got int64",
        torch_accepts="it converts integers to the default dtype, float32",
    ),
]
