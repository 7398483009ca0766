"""Inputs on which both sides of RMSprop must agree."""

from itertools import product

import numpy as np

from worked.checking import Case
from worked.checking.samples.steps import SHAPE, drawn, steps

moving = drawn(SHAPE, rows=1)
first = {key: moving[key] for key in ("param", "grad")}

NO_BACKWARD = {
    "rmsprop": "the optimizer ends the backward pass; nobody trains through it"
}


def state(centered, momentum):
    """Draw a state whose mean of squares is above the square of its mean."""
    mean, velocity = np.random.default_rng(1).normal(size=(2, *SHAPE))
    return np.stack([mean**2 + 0.5] + [mean] * centered + [velocity] * (momentum > 0))


CASES = [
    Case(
        "first step with rate 0.1 and alpha 0.75, gradients 1e-4, 1 and -1e4",
        {
            "param": np.array([1.0, 1.0, 1.0]),
            "grad": np.array([1e-4, 1.0, -1e4]),
            "lr": 0.1,
            "alpha": 0.75,
            "eps": 0.0,
        },
        expected=([0.8, 0.8, 1.2], [[0.25e-8, 0.25, 0.25e8]]),
        source="by hand: v is g squared over 4, and g over its root is twice the sign",
    ),
    Case(
        "centered with momentum 0.5: means 34 and 2, velocity 1, gradient 4",
        {
            "param": np.array([1.0]),
            "grad": np.array([4.0]),
            "state": np.array([[34.0], [2.0], [1.0]]),
            "lr": 0.1,
            "alpha": 0.5,
            "eps": 0.0,
            "momentum": 0.5,
            "centered": True,
        },
        expected=([0.85], [[25.0], [3.0], [1.5]]),
        source="by hand: v = 17 + 8, m = 1 + 2, b = 0.5 + 4 / sqrt(25 - 9), a step of 0.15",
    ),
    *steps(1),
    *(
        Case(
            f"momentum {momentum}, {'centered, ' * centered}{'upward, ' * maximize}"
            f"weight decay {decay}{', first step' * begins}",
            {
                **first,
                "state": None if begins else state(centered, momentum),
                "momentum": momentum,
                "centered": centered,
                "weight_decay": decay,
                "maximize": maximize,
            },
        )
        for momentum, centered, maximize, decay, begins in product(
            (0.0, 0.9), (False, True), (False, True), (0.0, 0.3), (False, True)
        )
    ),
    Case("eps of 1", {**moving, "eps": 1.0}),
    Case("alpha of 0", {**moving, "alpha": 0.0}),
    Case("alpha of 0.5", {**moving, "alpha": 0.5}),
    Case(
        "momentum with the state of none",
        {**moving, "momentum": 0.9},
        error=ValueError,
        message=r"state: wanted shape \(2, 5, 3\), got \(1, 5, 3\)",
    ),
    *(
        Case(
            f"negative {name}",
            {**moving, name: -0.1},
            error=ValueError,
            message=f"{name}: wanted at least 0, got -0.1",
        )
        for name in ("alpha", "eps", "weight_decay", "momentum")
    ),
]
