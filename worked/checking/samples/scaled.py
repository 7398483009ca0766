"""Inputs of every scaling of features by the statistics of training data."""

from __future__ import annotations

import numpy as np

from worked.checking.case import Case
from worked.checking.samples.dtypes import Changes, changed, wrong_dtypes


def scaled(changes: Changes | None = None) -> list[Case]:
    """Return the cases of a function of `input` (M, D) and `train` (N, D).

    Args:
        changes: What differs for a concept, by the name of a sample.
    """
    rng = np.random.default_rng(0)
    size = np.array([1.0, 1e3, 1e-3])  # (D,)
    train = size * rng.normal(size=(7, 3))  # (N, D)
    other = size * rng.normal(size=(4, 3))  # (M, D)
    flat, unknown = train.copy(), train.copy()  # (N, D), (N, D)
    flat[:, 1], unknown[0, 0] = 0.1, np.nan
    args = {"input": other, "train": train}
    refused = {
        "other columns": ({"input": other[:, :2]}, r"input: wanted shape \(M, 3\)"),
        "one example without its batch axis": (
            {"input": other[0]},
            r"input: wanted shape \(M, 3\), got \(3,\)",
        ),
        "nothing to take statistics from": (
            {"train": train[:0]},
            r"train: wanted \(N, D\) with examples, got \(0, 3\)",
        ),
        "a vector to take statistics from": (
            {"train": train[0]},
            r"train: wanted \(N, D\) with examples, got \(3,\)",
        ),
    }
    cases = [
        Case("the training data", {"input": train, "train": train}),
        Case("other data", args),
        Case("a constant feature", {"input": flat, "train": flat}),
        Case("a feature that was constant", {"input": other, "train": flat}),
        Case("one example to learn from", {"input": other, "train": train[:1]}),
        Case("no example to scale", {"input": other[:0], "train": train}),
        Case("no features", {"input": other[:, :0], "train": train[:, :0]}),
        Case("NaN in one feature", {"input": other, "train": unknown}),
        Case("not contiguous", {"input": other[::2, ::2], "train": train[::2, ::2]}),
        *(
            Case(name, {**args, **wrong}, error=ValueError, message=message)
            for name, (wrong, message) in refused.items()
        ),
        Case(
            "training data of another dtype",
            {**args, "train": train.astype(np.float32)},
            error=TypeError,
            message="train: wanted float64 as in input, got float32",
            torch_accepts="it promotes them",
        ),
        *wrong_dtypes(args, {"integers": {"torch_accepts": "it promotes them"}}),
    ]
    return changed(cases, changes or {})
