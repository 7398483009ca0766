"""Inputs on which both sides of AdaGrad must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.steps import SHAPE, drawn, steps

moving = {**drawn(SHAPE, rows=None), "step": 7}
first = {key: moving[key] for key in ("param", "grad")}

NO_BACKWARD = {
    "adagrad": "the optimizer ends the backward pass; nobody trains through it"
}

CASES = [
    Case(
        "first step with rate 0.1, gradients 1e-4, 1 and -1e4",
        {
            "param": np.array([1.0, 1.0, 1.0]),
            "grad": np.array([1e-4, 1.0, -1e4]),
            "lr": 0.1,
            "eps": 0.0,
        },
        expected=([0.9, 0.9, 1.1], [1e-8, 1.0, 1e8]),
        source="by hand: the sum is g squared, and g / |g| is the sign",
    ),
    Case(
        "gradient 4 after a sum of 9, second step with a decay of 0.25",
        {
            "param": np.array([1.0]),
            "grad": np.array([4.0]),
            "state": np.array([9.0]),
            "step": 2,
            "lr": 0.5,
            "lr_decay": 0.25,
            "eps": 0.0,
        },
        expected=([0.68], [25.0]),
        source="by hand: the rate 0.5 / 1.25 is 0.4, times 4 over the root of 9 + 16, 4/5",
    ),
    *steps(step=7),
    Case("weight decay", {**moving, "weight_decay": 0.3}),
    Case("weight decay, upward", {**moving, "weight_decay": 0.3, "maximize": True}),
    Case("upward, first step", {**first, "maximize": True}),
    Case("eps of 1", {**moving, "eps": 1.0}),
    Case("decay of the rate", {**moving, "lr_decay": 0.1}),
    Case("decay of the rate, first step", {**first, "lr_decay": 0.1}),
    Case("a sum of 2 to begin with", {**first, "initial_accumulator_value": 2.0}),
    Case("a sum to begin with, later", {**moving, "initial_accumulator_value": 2.0}),
    Case("step 1000", {**moving, "step": 1000, "lr_decay": 0.1}),
    Case(
        "a state, and the step forgotten",
        {**moving, "step": 1},
        error=ValueError,
        message="step: wanted 1 without a state and more with one, got 1 with a state",
        torch_accepts="its optimizer counts by itself",
    ),
    Case(
        "a later step without a state",
        {**first, "step": 7},
        error=ValueError,
        message="step: wanted 1 without .*, got 7 with no state",
        torch_accepts="its optimizer counts by itself",
    ),
    *(
        Case(
            f"negative {name}",
            {**moving, name: -0.1},
            error=ValueError,
            message=f"{name}: wanted at least 0, got -0.1",
        )
        for name in ("lr_decay", "weight_decay", "initial_accumulator_value", "eps")
    ),
]
