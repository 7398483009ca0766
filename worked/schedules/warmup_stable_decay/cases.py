"""Steps at which both sides of the schedule must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.rates import rates

parts = {
    "step": np.arange(60),
    "lr": 0.1,
    "warmup_iters": 5,
    "stable_iters": 20,
    "decay_iters": 30,
}

NO_BACKWARD = {"warmup_stable_decay": "nobody trains through the rate of a step"}

CASES = [
    Case(
        "2 steps up, 2 level, 4 down",
        {
            "step": np.arange(10),
            "lr": 0.4,
            "warmup_iters": 2,
            "stable_iters": 2,
            "decay_iters": 4,
            "start_factor": 0.5,
        },
        expected=[0.2, 0.3, 0.4, 0.4, 0.4, 0.3, 0.2, 0.1, 0.0, 0.0],
        source="by hand: a tenth at a time",
    ),
    *rates(warmup_iters=10, stable_iters=60, decay_iters=25),
    Case("no plateau", {**parts, "stable_iters": 0}),
    Case("down to a tenth", {**parts, "end_factor": 0.1}),
    Case("a start at a half", {**parts, "start_factor": 0.5}),
    *(
        Case(
            f"{name} of {value}",
            {**parts, name: value},
            error=ValueError,
            message=f"{name}: wanted at least {least}, got {value}",
            torch_accepts=accepts,
        )
        for name, value, least, accepts in (
            ("warmup_iters", 0, 1, "it starts with the plateau"),
            ("stable_iters", -1, 0, "it takes turns in any order"),
            ("decay_iters", 0, 1, ""),
        )
    ),
]
