"""Inputs on which both sides of Adam must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.steps import SHAPE, drawn, steps

moving = {**drawn(SHAPE, rows=2), "step": 7}
climbing = {**drawn(SHAPE, rows=3), "step": 7, "amsgrad": True}

NO_BACKWARD = {"adam": "the optimizer ends the backward pass; nobody trains through it"}

CASES = [
    Case(
        "first step with rate 0.1, gradients 1e-4, 1 and -1e4",
        {
            "param": np.array([1.0, 1.0, 1.0]),
            "grad": np.array([1e-4, 1.0, -1e4]),
            "lr": 0.1,
            "eps": 0.0,
        },
        expected=([0.9, 0.9, 1.1], [[1e-5, 0.1, -1e3], [1e-11, 1e-3, 1e5]]),
        source="by hand: the corrected means are g and g squared, and g / |g| is the sign",
    ),
    Case(
        "second step with gradients 2 and 1, betas 0.5 and 0.75",
        {
            "param": np.array([0.9]),
            "grad": np.array([1.0]),
            "state": np.array([[1.0], [1.0]]),
            "step": 2,
            "lr": 0.1,
            "betas": (0.5, 0.75),
            "eps": 0.0,
        },
        expected=([0.9 - 0.1 * (4 / 3) / (16 / 7) ** 0.5], [[1.0], [1.0]]),
        source="by hand: m = (1 + 1) / 2 over 3/4, v = 3/4 + 1/4 over 7/16, the root of 16/7",
    ),
    *steps(2, step=7),
    Case("weight decay", {**moving, "weight_decay": 0.3}),
    Case("weight decay, upward", {**moving, "weight_decay": 0.3, "maximize": True}),
    Case("upward, first step", {**drawn(SHAPE, 2), "state": None, "maximize": True}),
    Case("eps of 1", {**moving, "eps": 1.0}),
    Case("betas of 0", {**moving, "betas": (0.0, 0.0)}),
    Case(
        "betas 0.5 and 0.9, first step",
        {**moving, "state": None, "step": 1, "betas": (0.5, 0.9)},
    ),
    Case("step 1000", {**moving, "step": 1000}),
    Case("AMSGrad", climbing),
    Case("AMSGrad, first step", {**climbing, "state": None, "step": 1}),
    Case("AMSGrad, weight decay", {**climbing, "weight_decay": 0.3}),
    Case(
        "AMSGrad with the state of Adam",
        {**moving, "amsgrad": True},
        error=ValueError,
        message=r"state: wanted shape \(3, 5, 3\), got \(2, 5, 3\)",
    ),
    Case(
        "a state, and the step forgotten",
        {**moving, "step": 1},
        error=ValueError,
        message="step: wanted 1 without a state and more with one, got 1 with a state",
        torch_accepts="its optimizer counts by itself",
    ),
    Case(
        "a later step without a state",
        {**moving, "state": None},
        error=ValueError,
        message="step: wanted 1 without .*, got 7 with no state",
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
