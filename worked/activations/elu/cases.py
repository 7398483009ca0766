"""Inputs on which both sides of ELU must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import elementwise

rng = np.random.default_rng(1)
BEND = "the curvature jumps at zero, and a central difference sees half of it"

CASES = [
    Case(
        "inputs whose exponentials are simple",
        {"input": np.array([np.log(0.5), np.log(0.25), 3.0]), "alpha": 2.0},
        expected=[-1.0, -1.5, 3.0],
        source="by hand: 2 (1/2 - 1), 2 (1/4 - 1), and 3 itself",
    ),
    *elementwise(
        {
            "zero, both signs": {"no_differences": BEND},
            "NaN and infinities": "PyTorch's gradient at NaN depends on the place in the array",
        }
    ),
    Case(
        "NaN and infinities, in as many as PyTorch takes at once",
        {"input": np.tile([np.nan, np.inf, -np.inf, 0.5], 64)},
        no_differences="infinities have no neighbors",
    ),
    Case("shallow floor", {"input": rng.normal(size=(8, 5)), "alpha": 0.5}),
    Case(
        "close to zero",
        {"input": np.array([-1e-12, 1e-12])},
        expected=[-1e-12, 1e-12],
        source="by hand: e^z - 1 is z to first order",
        within=1e-20,
        no_differences=BEND,
    ),
    Case(
        "zero, where the kink is",
        {"input": np.array([0.0, -0.0]), "alpha": 0.5},
        no_differences="a central difference at the kink gives the mean of both slopes",
    ),
    Case(
        "the floor",
        {"input": np.array([1e4, -1e4])},
        expected=[1e4, -1.0],
        source="by hand: exp(-1e4) is below the smallest float",
    ),
]
