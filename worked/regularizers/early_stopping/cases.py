"""Losses on which both sides of early stopping must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

NO_BACKWARD = {"early_stopping": "a decision about training, which has no slope"}


def epoch(loss, best=None, since=0, **options):
    """Return the arguments of a call after the loss of one epoch."""
    state = None if best is None else np.array([best, since], np.float64)
    return {"metric": np.array(loss, np.float64), "state": state, **options}


CASES = [
    Case(
        "the second epoch without an improvement, patience 2",
        epoch(0.6, 0.5, 1, patience=2),
        expected=(True, [0.5, 2.0]),
        source="by hand: 0.6 is not below 0.5, so that two epochs have passed since the best",
    ),
    Case(
        "the first epoch",
        epoch(0.7),
        expected=(False, [0.7, 0.0]),
        source="by definition: every loss is better than none",
    ),
    Case(
        "an improvement in the last moment",
        epoch(0.49, 0.5, 9),
        expected=(False, [0.49, 0.0]),
        source="by hand: 0.49 is below 0.5, and the count starts again",
    ),
    Case("too small an improvement", epoch(0.45, 0.5, 3, min_delta=0.1)),
    Case("a sufficient improvement", epoch(0.35, 0.5, 3, min_delta=0.1)),
    Case("the same loss again", epoch(0.5, 0.5, 3)),
    Case("an improvement of exactly min_delta", epoch(0.25, 0.5, 3, min_delta=0.25)),
    Case("patience 1", epoch(0.6, 0.5, 0, patience=1)),
    Case("one epoch before the end", epoch(0.6, 0.5, 8)),
    Case("the end of the patience", epoch(0.6, 0.5, 9)),
    Case("long past it", epoch(0.6, 0.5, 50)),
    Case("NaN after a number", epoch(np.nan, 0.5, 3)),
    Case("NaN in the first epoch", epoch(np.nan)),
    Case("a number after NaN", epoch(0.7, np.inf, 1)),
    Case("infinity in the first epoch", epoch(np.inf)),
    Case("losses of 1e4", epoch(-1e4, 1e4, 2)),
    *wrong_dtypes(
        epoch(0.6, 0.5, 1),
        {"integers": {"torch_accepts": "it compares any numbers"}},
    ),
    Case(
        "the losses of several examples",
        {"metric": np.ones(3)},
        error=ValueError,
        message=r"metric: wanted a single number, got shape \(3,\)",
    ),
    Case(
        "a state of three numbers",
        {**epoch(0.6), "state": np.ones(3)},
        error=ValueError,
        message=r"state: wanted shape \(2,\), got \(3,\)",
    ),
    Case(
        "a state of another dtype",
        {**epoch(0.6), "state": np.ones(2, np.float32)},
        error=TypeError,
        message="state: wanted float64 as in metric, got float32",
        torch_accepts="it promotes",
    ),
    Case(
        "no patience",
        epoch(0.6, 0.5, 1, patience=0),
        error=ValueError,
        message="patience: wanted at least 1, got 0",
        torch_accepts="the few lines do not check",
    ),
    Case(
        "a negative min_delta",
        epoch(0.6, 0.5, 1, min_delta=-0.1),
        error=ValueError,
        message="min_delta: wanted at least 0, got -0.1",
        torch_accepts="the few lines do not check",
    ),
]
