"""Steps at which both sides of the schedule must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.rates import rates

NO_BACKWARD = {"linear_lr": "nobody trains through the rate of a step"}

CASES = [
    Case(
        "from a fifth to the whole of 0.5 in 4 steps",
        {"step": np.arange(6), "lr": 0.5, "start_factor": 0.2, "total_iters": 4},
        expected=[0.1, 0.2, 0.3, 0.4, 0.5, 0.5],
        source="by hand: a tenth more at every step, then level",
    ),
    *rates(total_iters=30),
    Case("the library's own options", {"step": np.arange(9), "lr": 0.1}),
    Case(
        "down to zero",
        {
            "step": np.arange(30),
            "lr": 0.1,
            "start_factor": 1.0,
            "end_factor": 0.0,
            "total_iters": 20,
        },
    ),
    *(
        Case(
            f"{name} of {value}",
            {"step": np.arange(9), "lr": 0.1, name: value},
            error=ValueError,
            message=f"{name}: wanted {wanted}, got {value}",
            torch_accepts=accepts,
        )
        for name, value, wanted, accepts in (
            ("start_factor", 0.0, "above 0 and at most 1", ""),
            ("start_factor", 1.5, "above 0 and at most 1", ""),
            ("end_factor", -0.5, "from 0 to 1", ""),
            ("end_factor", 1.5, "from 0 to 1", ""),
            ("total_iters", 0, "at least 1", "it keeps the first share for ever"),
        )
    ),
]
