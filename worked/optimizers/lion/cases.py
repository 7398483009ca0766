"""Inputs on which both sides of Lion must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.steps import SHAPE, drawn, steps

moving = drawn(SHAPE, rows=None)

NO_BACKWARD = {"lion": "the optimizer ends the backward pass; nobody trains through it"}

CASES = [
    Case(
        "gradients 1e-4, 0 and -1e4",
        {
            "param": np.array([1.0, 1.0, 1.0]),
            "grad": np.array([1e-4, 0.0, -1e4]),
            "lr": 0.1,
        },
        expected=([0.9, 1.0, 1.1], [1e-6, 0.0, -1e2]),
        source="by hand: the sign of the gradient, and a hundredth of it for the mean",
    ),
    Case(
        "mean 2 against gradients -1 and -8, betas 0.75 and 0.5, decay 0.5",
        {
            "param": np.array([1.0, 1.0]),
            "grad": np.array([-1.0, -8.0]),
            "state": np.array([2.0, 2.0]),
            "lr": 0.1,
            "betas": (0.75, 0.5),
            "weight_decay": 0.5,
        },
        expected=([0.85, 1.05], [0.5, -3.0]),
        source="by hand: mixtures 1.25 and -0.5, so 0.95 - 0.1 and 0.95 + 0.1",
    ),
    *steps(changes={"complex": {"torch_accepts": ""}}),
    Case("decay", {**moving, "weight_decay": 0.3, "lr": 0.1}),
    Case("betas of 0", {**moving, "betas": (0.0, 0.0)}),
    Case("betas 0.5 and 0.9", {**moving, "betas": (0.5, 0.9)}),
    Case(
        "beta of 1",
        {**moving, "betas": (0.9, 1.0)},
        error=ValueError,
        message=r"betas: wanted two from 0 to below 1, got \(0.9, 1.0\)",
        torch_accepts="it keeps the mean for ever",
    ),
    Case(
        "negative decay",
        {**moving, "weight_decay": -0.1},
        error=ValueError,
        message="weight_decay: wanted at least 0, got -0.1",
    ),
]
