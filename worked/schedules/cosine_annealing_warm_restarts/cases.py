"""Steps at which both sides of the schedule must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.rates import rates

NO_BACKWARD = {
    "cosine_annealing_warm_restarts": "nobody trains through the rate of a step"
}

CASES = [
    Case(
        "cycles of 2, 4 and 8 steps",
        {"step": np.arange(7), "lr": 1.0, "T_0": 2, "T_mult": 2},
        expected=[1.0, 0.5, 1.0, (2 + 2**0.5) / 4, 0.5, (2 - 2**0.5) / 4, 1.0],
        source="by hand: cosines of 0 and 90 degrees, then of 0, 45, 90 and 135",
    ),
    *rates(T_0=30),
    Case(
        "cycles that double", {"step": np.arange(200), "lr": 0.1, "T_0": 7, "T_mult": 2}
    ),
    Case(
        "cycles that treble, down to 0.01",
        {"step": np.arange(90), "lr": 0.1, "T_0": 2, "T_mult": 3, "eta_min": 0.01},
    ),
    Case("cycles of one step", {"step": np.arange(5), "lr": 0.1, "T_0": 1}),
    *(
        Case(
            f"{name} of 0",
            {"step": np.arange(5), "lr": 0.1, "T_0": 4, name: 0},
            error=ValueError,
            message=f"{name}: wanted at least 1, got 0",
        )
        for name in ("T_0", "T_mult")
    ),
    Case(
        "a negative end",
        {"step": np.arange(5), "lr": 0.1, "T_0": 4, "eta_min": -0.1},
        error=ValueError,
        message="eta_min: wanted at least 0, got -0.1",
        torch_accepts="it climbs the hill at the end",
    ),
]
