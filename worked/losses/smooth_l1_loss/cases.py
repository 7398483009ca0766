"""Inputs on which both sides of smooth L1 loss must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.losses import bent, regression

rng = np.random.default_rng(0)
guess = 2 * rng.normal(size=(6, 3))
truth = 2 * rng.normal(size=(6, 3))

CASES = [
    Case(
        "residual 6, beta 2",
        {"input": np.array([6.0]), "target": np.array([0.0]), "beta": 2.0},
        expected=5.0,
        source="by hand: 6 - 2/2",
    ),
    Case(
        "beta of zero is L1",
        {
            "input": np.array([0.5, 1.0, 4.0]),
            "target": np.array([0.0, 3.0, 4.0]),
            "reduction": "none",
            "beta": 0.0,
        },
        expected=[0.5, 2.0, 0.0],
        source="by hand: the absolute residuals",
        no_differences="a kink at the third residual",
    ),
    Case(
        "box offsets",
        {
            "input": np.array([[0.1, -0.2, 0.05, 0.3]]),
            "target": np.array([[0.0, 0.0, 0.0, 2.3]]),
            "reduction": "sum",
        },
        expected=0.005 + 0.02 + 0.00125 + 1.5,
        source="by hand: 0.1^2/2, 0.2^2/2, 0.05^2/2 and 2 - 1/2",
    ),
    *bent("beta"),
    *regression(),
    Case(
        "negative beta",
        {"input": guess, "target": truth, "beta": -1.0},
        error=ValueError,
        message="beta: wanted 0 or a number above, got -1.0",
    ),
]
