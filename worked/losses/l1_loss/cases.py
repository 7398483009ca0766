"""Inputs on which both sides of mean absolute error must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.losses import regression

KINK = "a central difference at the kink gives 0, but only by symmetry"

CASES = [
    Case(
        "residuals 1, 0 and -2",
        {"input": np.array([1.0, 2.0, 3.0]), "target": np.array([0.0, 2.0, 5.0])},
        expected=1.0,
        source="by hand: (1 + 0 + 2) / 3",
        no_differences=KINK,
    ),
    Case(
        "residuals of 1e4",
        {"input": np.array([1e4, -1e4]), "target": np.array([-1e4, 1e4])},
        expected=2e4,
        source="by hand: both residuals are 2e4 in size",
    ),
    *regression(
        {
            "perfect prediction": {"no_differences": KINK},
            "complex": {"torch_accepts": "it takes the modulus"},
            "NaN": "our slope there is NaN, PyTorch's 0; a test of its own holds it",
        },
    ),
]
