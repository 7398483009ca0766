"""Inputs on which both sides of AdaDelta must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.steps import SHAPE, drawn, steps

moving = drawn(SHAPE, rows=2)
first = {key: moving[key] for key in ("param", "grad")}

NO_BACKWARD = {
    "adadelta": "the optimizer ends the backward pass; nobody trains through it"
}

CASES = [
    Case(
        "means 4 and 9, gradient 4, rho 0.75, no eps",
        {
            "param": np.array([1.0]),
            "grad": np.array([4.0]),
            "state": np.array([[4.0], [7.0]]),
            "lr": 0.1,
            "rho": 0.75,
            "eps": 0.0,
        },
        expected=([0.6], [[7.0], [9.25]]),
        source="by hand: v = 3 + 16/4 = 7, so d = 4 sqrt(7/7) = 4, u = 21/4 + 16/4",
    ),
    Case(
        "first step with eps of 0.5, rho 0.5",
        {
            "param": np.array([1.0]),
            "grad": np.array([3.0]),
            "rho": 0.5,
            "eps": 0.5,
        },
        expected=([1 - 3 / 10**0.5], [[4.5], [0.45]]),
        source="by hand: v = 9/2, d = 3 sqrt(0.5 / 5), u = 0.9 / 2",
    ),
    *steps(2),
    Case("weight decay", {**moving, "weight_decay": 0.3}),
    Case("weight decay, upward", {**moving, "weight_decay": 0.3, "maximize": True}),
    Case("upward, first step", {**first, "maximize": True}),
    Case("eps of 1", {**moving, "eps": 1.0}),
    Case("rho of 0", {**moving, "rho": 0.0}),
    Case("rho of 0.99, first step", {**first, "rho": 0.99}),
    Case(
        "rho above 1",
        {**moving, "rho": 1.1},
        error=ValueError,
        message="rho: wanted a number from 0 to 1, got 1.1",
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
