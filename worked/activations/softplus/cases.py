"""Inputs on which both sides of softplus must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import elementwise

rng = np.random.default_rng(1)

CASES = [
    Case(
        "inputs whose exponentials are simple",
        {"input": np.log([0.5, 1.0, 3.0])},
        expected=np.log([1.5, 2.0, 4.0]),
        source="by hand: log of 1 + 1/2, 1 + 1 and 1 + 3",
    ),
    *elementwise(),
    Case("sharper", {"input": rng.normal(size=(8, 5)), "beta": 3.0}),
    Case(
        "low threshold",
        {"input": np.linspace(-3, 3, 12), "threshold": 1.0},
        expected=np.where(
            np.linspace(-3, 3, 12) > 1,
            np.linspace(-3, 3, 12),
            np.log(1 + np.exp(np.linspace(-3, 3, 12))),
        ),
        source="by definition: the input itself above 1",
    ),
    Case(
        "exactly at the threshold",
        {"input": np.array([1.0]), "threshold": 1.0},
        no_differences="the function jumps there",
    ),
    Case("just above the default threshold", {"input": np.array([20.05])}),
    Case(
        "both ends",
        {"input": np.array([1e4, -1e4])},
        expected=[1e4, 0.0],
        source="by hand: exp(-1e4) is below the smallest float",
    ),
    Case(
        "the threshold out of the way",
        {"input": np.array([30.0, 700.0]), "threshold": 1e3},
        expected=[30.0, 700.0],
        source="by hand: log(1 + e^z) = z + log(1 + e^-z), and e^-30 is 9e-14",
        no_float32="PyTorch takes the exponential itself, which is infinite in float32",
    ),
    Case(
        "sharpness 0",
        {"input": np.zeros(3), "beta": 0.0},
        error=ValueError,
        message="wanted a positive number, got 0.0",
        torch_accepts="it divides by zero and answers infinity",
    ),
]
