"""Runs on which both sides of the convergence test must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)

NO_BACKWARD = {"convergence_test": "it returns steps, which are whole numbers"}

falling = {"loss": 0.5 ** np.arange(40), "grad_norm": 0.5 ** np.arange(40)}
noisy = {
    "loss": 1 + 0.9 ** np.arange(200) + 0.05 * rng.random(200),
    "grad_norm": 0.9 ** np.arange(200) + 0.02 * rng.random(200),
}

CASES = [
    Case(
        "halved in each step, then flat",
        {
            "loss": np.array([8.0, 4.0, 2.0, 1.0, 1.0, 1.0, 1.0]),
            "grad_norm": np.array([4.0, 2.0, 1.0, 0.5, 0.25, 0.125, 0.0625]),
            "tol": 0.25,
            "patience": 2,
            "budget": 4,
        },
        expected=[5, 6, 4],
        source="by hand: 0.125 is below 0.25 first; the third step without progress is 6",
    ),
    Case(
        "progress below the threshold is none",
        {
            "loss": np.array([1.0, 0.95, 0.91, 0.8, 0.75]),
            "grad_norm": np.ones(5),
            "patience": 1,
            "threshold": 0.1,
        },
        expected=[-1, 2, -1],
        source="by hand: 0.95 and 0.91 are above 0.9 of the best, 1",
    ),
    Case("halved in each step", falling),
    Case("within a budget", {**falling, "budget": 10}),
    Case("noise", noisy),
    Case("a budget of 150", {**noisy, "budget": 150}),
    Case("noise, longer patience", {**noisy, "patience": 30}),
    Case("noise, no patience", {**noisy, "patience": 0}),
    Case("noise, threshold of 0", {**noisy, "threshold": 0.0}),
    Case("noise, wide tolerance", {**noisy, "tol": 0.1, "budget": 0}),
    Case("no steps", {"loss": np.zeros(0), "grad_norm": np.zeros(0)}),
    Case("a loss that is not a number", {**noisy, "loss": np.full(200, np.nan)}),
    Case("not contiguous", {key: value[::3] for key, value in noisy.items()}),
    Case(
        "norms of another run",
        {**noisy, "grad_norm": np.ones(3)},
        error=ValueError,
        message=r"wanted two of shape \(T,\), got \(200,\), \(3,\)",
    ),
    *(
        Case(
            f"negative {name}",
            {**noisy, name: -1},
            error=ValueError,
            message=f"{name}: wanted at least 0, got -1",
        )
        for name in ("tol", "patience", "threshold", "budget")
    ),
    Case(
        "norms of another dtype",
        {**noisy, "grad_norm": noisy["grad_norm"].astype(np.float32)},
        error=TypeError,
        message="grad_norm: wanted float64 as in loss, got float32",
        torch_accepts="each is compared with numbers alone",
    ),
    *wrong_dtypes(
        noisy,
        {
            name: {"torch_accepts": "it compares numbers of any real kind"}
            for name in ("integers", "bool")
        },
    ),
]
