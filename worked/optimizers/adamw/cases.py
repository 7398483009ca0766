"""Inputs on which both sides of AdamW must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.steps import SHAPE, drawn, steps

moving = {**drawn(SHAPE, rows=2), "step": 7}
climbing = {**drawn(SHAPE, rows=3), "step": 7, "amsgrad": True}

NO_BACKWARD = {
    "adamw": "the optimizer ends the backward pass; nobody trains through it"
}

CASES = [
    Case(
        "first step with rate 0.1 and decay 0.5, parameters 1 and 100",
        {
            "param": np.array([1.0, 100.0]),
            "grad": np.array([1e-4, -1e4]),
            "lr": 0.1,
            "eps": 0.0,
            "weight_decay": 0.5,
        },
        expected=([0.85, 95.1], [[1e-5, -1e3], [1e-11, 1e5]]),
        source="by hand: both lose a twentieth, and then move by 0.1 against the sign",
    ),
    *steps(2, step=7),
    Case("no decay", {**moving, "weight_decay": 0.0}),
    Case("decay of 0.3", {**moving, "weight_decay": 0.3, "lr": 0.1}),
    Case("decay of 0.3, upward", {**moving, "weight_decay": 0.3, "maximize": True}),
    Case("upward, first step", {**drawn(SHAPE, 2), "state": None, "maximize": True}),
    Case("eps of 1", {**moving, "eps": 1.0}),
    Case("betas 0.5 and 0.9", {**moving, "betas": (0.5, 0.9)}),
    Case("AMSGrad", climbing),
    Case("AMSGrad, first step", {**climbing, "state": None, "step": 1}),
    Case(
        "a state, and the step forgotten",
        {**moving, "step": 1},
        error=ValueError,
        message="step: wanted 1 without a state and more with one, got 1 with a state",
        torch_accepts="its optimizer counts by itself",
    ),
    Case(
        "beta of 1",
        {**moving, "betas": (0.9, 1.0)},
        error=ValueError,
        message=r"betas: wanted two from 0 to below 1, got \(0.9, 1.0\)",
    ),
    *(
        Case(
            f"negative {name}",
            {**moving, name: -0.1},
            error=ValueError,
            message=f"{name}: wanted at least 0, got -0.1",
        )
        for name in ("eps", "weight_decay")
    ),
]
