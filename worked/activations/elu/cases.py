"""Inputs on which both sides of ELU must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)

CASES = [
    Case(
        "inputs whose exponentials are simple",
        {"input": np.array([np.log(0.5), np.log(0.25), 3.0]), "alpha": 2.0},
        expected=[-1.0, -1.5, 3.0],
        source="by hand: 2 (1/2 - 1), 2 (1/4 - 1), and 3 itself",
    ),
    Case("batch", {"input": rng.normal(size=(8, 5))}),
    Case("shallow floor", {"input": rng.normal(size=(8, 5)), "alpha": 0.5}),
    Case(
        "close to zero",
        {"input": np.array([-1e-12, 1e-12])},
        expected=[-1e-12, 1e-12],
        source="by hand: e^z - 1 is z to first order",
        within=1e-20,
        no_differences="the curvature jumps at zero, and a central difference sees half of it",
    ),
    Case(
        "zero, where both slopes are 1",
        {"input": np.array([0.0, -0.0])},
        no_differences="the curvature jumps at zero, and a central difference sees half of it",
    ),
    Case(
        "zero, where the kink is",
        {"input": np.array([0.0, -0.0]), "alpha": 0.5},
        no_differences="a central difference at the kink gives the mean of both slopes",
    ),
    Case(
        "inputs of 1e4, both signs",
        {"input": np.array([1e4, -1e4])},
        expected=[1e4, -1.0],
        source="by hand: exp(-1e4) is below the smallest float",
    ),
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
