"""Metrics after which both sides must have the same rate and the same state."""

from itertools import product

import numpy as np

from worked.checking import Case

NO_BACKWARD = {"reduce_lr_on_plateau": "nobody trains through the rate of an epoch"}


def after(best, bad, rest=0.0, **options):
    """Return the arguments of an epoch after others: best metric, bad epochs, rest."""
    state = np.array([best, bad, rest], np.float64)
    return {"metric": 0.5, "lr": 0.4, "state": state, "patience": 2, **options}


CASES = [
    Case(
        "the third bad epoch with a patience of 2",
        after(0.25, 2, factor=0.5),
        expected=(0.2, [0.25, 0, 0]),
        source="by hand: 0.5 is no better than 0.25, 3 is more than 2, and 0.4 halves",
    ),
    Case(
        "the second bad epoch with a patience of 2",
        after(0.25, 1),
        expected=(0.4, [0.25, 2, 0]),
        source="by hand: 2 is not more than 2",
    ),
    Case(
        "better by more than a tenth",
        after(1.0, 2, threshold=0.1),
        expected=(0.4, [0.5, 0, 0]),
        source="by hand: 0.5 is below 0.9",
    ),
    Case("the first epoch", {"metric": 0.7, "lr": 0.1}),
    Case("the first epoch, upward", {"metric": 0.7, "lr": 0.1, "mode": "max"}),
    Case("a patience of 0", after(0.25, 0, patience=0)),
    Case("a patience of 10", {**after(0.25, 10), "patience": 10}),
    *(
        Case(
            f"{mode}, threshold {threshold} {way}, best {best}",
            after(
                best, 2, mode=mode, threshold=threshold, threshold_mode=way, factor=0.3
            ),
        )
        for mode, way, threshold, best in product(
            ("min", "max"), ("rel", "abs"), (0.0, 0.2), (0.45, 0.5, 0.55, 0.65)
        )
    ),
    Case("a metric below zero", after(-1.0, 0, metric=-0.99995)),
    Case("a metric that is NaN", after(0.25, 2, metric=float("nan"))),
    Case("a metric that is infinite", after(0.25, 1, metric=float("inf"))),
    Case("the default factor", after(0.25, 2)),
    Case("a reduction, then rest", after(0.25, 2, cooldown=3)),
    Case("in the rest, a bad epoch", after(0.25, 2, 3, cooldown=3)),
    Case("in the rest, a better epoch", after(0.75, 2, 1, cooldown=3)),
    Case("the smallest rate", after(0.25, 2, min_lr=0.3)),
    Case("at the smallest rate", after(0.25, 2, min_lr=0.4)),
    Case("below the smallest rate", after(0.25, 2, min_lr=0.5)),
    Case("a reduction too small to matter", after(0.25, 2, lr=1e-8)),
    Case("a reduction left out by eps", after(0.25, 2, eps=0.5)),
    Case("rate 0", after(0.25, 2, lr=0.0)),
    Case(
        "a factor of 1",
        after(0.25, 2, factor=1.0),
        error=ValueError,
        message="factor: wanted from 0 to below 1, got 1.0",
    ),
    Case(
        "misspelt mode",
        after(0.25, 2, mode="low"),
        error=ValueError,
        message="mode: wanted 'min' or 'max', got 'low'",
    ),
    Case(
        "misspelt threshold mode",
        after(0.25, 2, threshold_mode="relative"),
        error=ValueError,
        message="threshold_mode: wanted 'rel' or 'abs', got 'relative'",
    ),
    *(
        Case(
            f"negative {name}",
            after(0.25, 2, **{name: -0.1}),
            error=ValueError,
            message=f"{name}: wanted at least 0, got -0.1",
            torch_accepts=accepts,
        )
        for name, accepts in (
            ("lr", ""),
            ("threshold", "it then takes worse metrics for better ones"),
            ("min_lr", "it knows no reason why not"),
        )
    ),
    Case(
        "a state of another form",
        {**after(0.25, 2), "state": np.zeros(2)},
        error=ValueError,
        message=r"state: wanted shape \(3,\), got \(2,\)",
    ),
    Case(
        "a state of integers",
        {**after(0.25, 2), "state": np.zeros(3, np.int64)},
        error=TypeError,
        message="state: wanted float32 or float64, got int64",
        torch_accepts="a scheduler's state has no dtype",
    ),
]
