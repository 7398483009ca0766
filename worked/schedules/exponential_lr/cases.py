"""Steps at which both sides of the schedule must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.rates import rates

NO_BACKWARD = {"exponential_lr": "nobody trains through the rate of a step"}

CASES = [
    Case(
        "rate 1, gamma 0.5",
        {"step": np.array([0, 1, 2, 10]), "lr": 1.0, "gamma": 0.5},
        expected=[1.0, 0.5, 0.25, 1 / 1024],
        source="by hand: powers of one half",
    ),
    *rates(gamma=0.97),
    Case("gamma 1.1, a range test", {"step": np.arange(80), "lr": 1e-4, "gamma": 1.1}),
    Case("gamma 1", {"step": np.arange(9), "lr": 0.1, "gamma": 1.0}),
    Case("gamma 0", {"step": np.arange(9), "lr": 0.1, "gamma": 0.0}),
    Case(
        "negative gamma",
        {"step": np.arange(9), "lr": 0.1, "gamma": -0.5},
        error=ValueError,
        message="gamma: wanted at least 0, got -0.5",
        torch_accepts="it climbs the hill at every second step",
    ),
]
