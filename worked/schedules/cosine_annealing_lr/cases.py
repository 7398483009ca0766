"""Steps at which both sides of the schedule must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.rates import rates

NO_BACKWARD = {"cosine_annealing_lr": "nobody trains through the rate of a step"}

CASES = [
    Case(
        "from 1 to 0 in 6 steps",
        {"step": np.arange(7), "lr": 1.0, "T_max": 6},
        expected=[1.0, (2 + 3**0.5) / 4, 0.75, 0.5, 0.25, (2 - 3**0.5) / 4, 0.0],
        source="by hand: cosines of 0, 30, 60, 90, 120, 150 and 180 degrees",
    ),
    *rates(T_max=99),
    Case("beyond its length", {"step": np.arange(100), "lr": 0.1, "T_max": 30}),
    Case(
        "down to 0.01",
        {"step": np.arange(60), "lr": 0.1, "T_max": 50, "eta_min": 0.01},
    ),
    Case("a length of 1", {"step": np.arange(5), "lr": 0.1, "T_max": 1}),
    Case(
        "a length of 0",
        {"step": np.arange(5), "lr": 0.1, "T_max": 0},
        error=ValueError,
        message="T_max: wanted at least 1, got 0",
    ),
    Case(
        "a negative end",
        {"step": np.arange(5), "lr": 0.1, "T_max": 4, "eta_min": -0.1},
        error=ValueError,
        message="eta_min: wanted at least 0, got -0.1",
        torch_accepts="it climbs the hill at the end",
    ),
]
