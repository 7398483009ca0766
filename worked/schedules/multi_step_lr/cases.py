"""Steps at which both sides of the schedule must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.rates import rates

NO_BACKWARD = {"multi_step_lr": "nobody trains through the rate of a step"}

CASES = [
    Case(
        "rate 1, milestones 2 and 5, gamma 0.1",
        {"step": np.arange(7), "lr": 1.0, "milestones": [2, 5]},
        expected=[1.0, 1.0, 0.1, 0.1, 0.1, 0.01, 0.01],
        source="by hand: a tenth from step 2 on, a hundredth from step 5 on",
    ),
    *rates(milestones=[30, 60, 90]),
    Case(
        "a milestone twice",
        {"step": np.arange(9), "lr": 0.1, "milestones": (3, 3, 5), "gamma": 0.5},
    ),
    Case("a milestone at 0", {"step": np.arange(4), "lr": 0.1, "milestones": [0, 2]}),
    Case("no milestones", {"step": np.arange(4), "lr": 0.1, "milestones": []}),
    Case(
        "milestones in falling order",
        {"step": np.arange(9), "lr": 0.1, "milestones": [5, 2]},
        error=ValueError,
        message=r"milestones: wanted them in rising order, got \[5, 2\]",
        torch_accepts="it counts how often each step is named, in any order",
    ),
    Case(
        "negative gamma",
        {"step": np.arange(9), "lr": 0.1, "milestones": [2], "gamma": -0.5},
        error=ValueError,
        message="gamma: wanted at least 0, got -0.5",
        torch_accepts="it climbs the hill with a negative rate",
    ),
]
