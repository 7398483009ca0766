"""Steps at which both sides of the schedule must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.rates import rates

NO_BACKWARD = {"inverse_time": "nobody trains through the rate of a step"}

CASES = [
    Case(
        "rate 0.6, time constant 2",
        {"step": np.array([0, 1, 2, 4, 10]), "lr": 0.6, "tau": 2.0},
        expected=[0.6, 0.4, 0.3, 0.2, 0.1],
        source="by hand: 0.6 over 1, 3/2, 2, 3 and 6",
    ),
    *rates(tau=20.0),
    Case("a time constant below a step", {"step": np.arange(9), "lr": 0.1, "tau": 0.5}),
    Case(
        "a time constant of 0",
        {"step": np.arange(9), "lr": 0.1, "tau": 0.0},
        error=ValueError,
        message="tau: wanted above 0, got 0.0",
    ),
]
