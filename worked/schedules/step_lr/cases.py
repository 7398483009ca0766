"""Steps at which both sides of the schedule must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.rates import rates

NO_BACKWARD = {"step_lr": "nobody trains through the rate of a step"}

CASES = [
    Case(
        "rate 0.8, halved every 3 steps",
        {"step": np.arange(7), "lr": 0.8, "step_size": 3, "gamma": 0.5},
        expected=[0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.2],
        source="by hand: 0.8 times 1, 1/2 and 1/4",
    ),
    *rates(step_size=30),
    Case("gamma 1", {"step": np.arange(9), "lr": 0.1, "step_size": 2, "gamma": 1.0}),
    Case("gamma 0", {"step": np.arange(9), "lr": 0.1, "step_size": 2, "gamma": 0.0}),
    Case("a drop at every step", {"step": np.arange(9), "lr": 0.1, "step_size": 1}),
    Case(
        "a period of 0",
        {"step": np.arange(9), "lr": 0.1, "step_size": 0},
        error=ValueError,
        message="step_size: wanted at least 1, got 0",
    ),
    Case(
        "negative gamma",
        {"step": np.arange(9), "lr": 0.1, "step_size": 2, "gamma": -0.5},
        error=ValueError,
        message="gamma: wanted at least 0, got -0.5",
        torch_accepts="it climbs the hill with a negative rate",
    ),
]
