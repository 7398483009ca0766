"""Inputs on which both sides of leaky ReLU must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)

CASES = [
    Case(
        "by definition",
        {"input": np.array([-200.0, -1.0, 0.0, 3.0])},
        expected=[-2.0, -0.01, 0.0, 3.0],
        source="Maas, Hannun and Ng 2013, section 2: 0.01 z for z at most 0, z above",
        no_differences="a central difference at the kink gives the mean of both slopes",
    ),
    Case("batch", {"input": rng.normal(size=(8, 5))}),
    Case("steeper", {"input": rng.normal(size=(8, 5)), "negative_slope": 0.2}),
    Case(
        "slope 0, which is ReLU", {"input": rng.normal(size=7), "negative_slope": 0.0}
    ),
    Case("slope above 1", {"input": rng.normal(size=7), "negative_slope": 1.5}),
    Case(
        "zero, where the kink is",
        {"input": np.array([0.0, -0.0]), "negative_slope": 0.3},
        no_differences="a central difference at the kink gives the mean of both slopes",
    ),
    Case("inputs of 1e4, both signs", {"input": np.array([1e4, -1e4])}),
    Case(
        "NaN and infinities",
        {"input": np.array([np.nan, np.inf, -np.inf])},
        no_differences="infinities have no neighbors",
    ),
    Case("empty batch", {"input": np.zeros((0, 3))}),
    Case("not contiguous", {"input": rng.normal(size=(6, 8))[::2, ::3].T}),
    Case(
        "integers",
        {"input": np.arange(3)},
        error=TypeError,
        message="wanted a floating dtype, got int64",
    ),
]
