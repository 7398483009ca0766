"""Steps at which both sides of the schedule must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.rates import rates

NO_BACKWARD = {"polynomial_lr": "nobody trains through the rate of a step"}

CASES = [
    Case(
        "rate 0.8, squares, 4 steps",
        {"step": np.arange(6), "lr": 0.8, "total_iters": 4, "power": 2.0},
        expected=[0.8, 0.45, 0.2, 0.05, 0.0, 0.0],
        source="by hand: 0.8 times 1, 9/16, 4/16, 1/16 and 0",
    ),
    *rates(total_iters=90),
    Case("the library's own options", {"step": np.arange(9), "lr": 0.1}),
    Case(
        "the root",
        {"step": np.arange(30), "lr": 0.1, "total_iters": 20, "power": 0.5},
    ),
    Case(
        "no steps to go",
        {"step": np.arange(9), "lr": 0.1, "total_iters": 0},
        error=ValueError,
        message="total_iters: wanted at least 1, got 0",
        torch_accepts="it keeps the first rate for ever",
    ),
    Case(
        "a power of 0",
        {"step": np.arange(9), "lr": 0.1, "power": 0.0},
        error=ValueError,
        message="power: wanted above 0, got 0.0",
        torch_accepts="it keeps the first rate for ever",
    ),
]
