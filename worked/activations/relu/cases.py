"""Inputs on which both sides of ReLU must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)

CASES = [
    Case(
        "by definition",
        {"input": np.array([-2.0, -0.5, 0.5, 3.0])},
        expected=[0.0, 0.0, 0.5, 3.0],
        source="Goodfellow, Bengio and Courville 2016, section 6.3.1: g(z) = max(0, z)",
    ),
    Case("batch", {"input": rng.normal(size=(8, 5))}),
    Case(
        "zero, where the kink is",
        {"input": np.array([0.0, -0.0])},
        no_differences="a central difference at the kink gives 1/2, the mean of both slopes",
    ),
    Case("large offset", {"input": rng.normal(size=(4, 3)) + 1e4}),
    Case(
        "NaN and infinities",
        {"input": np.array([np.nan, np.inf, -np.inf])},
        no_differences="infinities have no neighbors",
    ),
    Case("integers", {"input": np.arange(-3, 4)}),
    Case("empty batch", {"input": np.zeros((0, 3))}),
    Case("not contiguous", {"input": rng.normal(size=(6, 8))[::2, ::3].T}),
]
