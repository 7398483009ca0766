"""Inputs on which both sides of Huber loss must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.losses import bent, regression

rng = np.random.default_rng(0)
guess = 2 * rng.normal(size=(6, 3))
truth = 2 * rng.normal(size=(6, 3))

CASES = [
    Case(
        "residual 6, delta 2",
        {"input": np.array([6.0]), "target": np.array([0.0]), "delta": 2.0},
        expected=10.0,
        source="by hand: 2 (6 - 2/2)",
    ),
    *bent("delta"),
    *regression(
        {"float32 against float64": "refused, as PyTorch's backward pass does"}
    ),
    Case(
        "delta of zero",
        {"input": guess, "target": truth, "delta": 0.0},
        error=ValueError,
        message="delta: wanted a number above 0, got 0.0",
    ),
    Case(
        "a target of another dtype",
        {"input": guess.astype(np.float32), "target": truth},
        error=TypeError,
        message="target: wanted float32 as in input, got float64",
        torch_accepts="forward alone; its backward pass raises an error",
    ),
]
