"""Inputs of every linear model that is fitted to a table and returns its weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from worked.checking.case import Case
from worked.checking.samples.dtypes import Changes, changed, wrong_dtypes


def fitted(
    truth: Callable[[np.ndarray], np.ndarray], changes: Changes | None = None
) -> list[Case]:
    """Return the cases of a model of `input` (N, D) and `target` (N,).

    Args:
        truth: Makes targets of scores, (N,) float.
        changes: What differs for a concept, by the name of a sample.
    """
    rng = np.random.default_rng(0)

    def draw(rows: int, columns: int) -> dict[str, Any]:
        input = rng.normal(size=(rows, columns))  # (N, D)
        score = input @ np.arange(1.0, columns + 1) + 0.5 * rng.normal(size=rows)
        return {"input": input, "target": truth(score)}

    args = draw(12, 3)
    wide = {"input": np.repeat(args["input"], 2, axis=1)[:, ::2]}
    refused = {
        "a target less": ({"target": args["target"][1:]}, r"target: wanted shape \(12"),
        "targets in a column": (
            {"target": args["target"][:, None]},
            r"target: wanted shape \(12,\), got \(12, 1\)",
        ),
        "one example without its batch axis": (
            {"input": args["input"][0]},
            r"input: wanted \(N, D\) .*, got \(3,\)",
        ),
        "no features": (
            {"input": args["input"][:, :0]},
            r"input: wanted \(N, D\) .*, got \(12, 0\)",
        ),
        "no examples": (
            {key: value[:0] for key, value in args.items()},
            r"input: wanted \(N, D\) .*, got \(0, 3\)",
        ),
    }
    cases = [
        Case("twelve examples", args),
        Case("one feature", draw(5, 1)),
        Case("many examples", draw(300, 5)),
        Case("not contiguous", {**args, **wide}),
        *(
            Case(name, {**args, **wrong}, error=ValueError, message=message)
            for name, (wrong, message) in refused.items()
        ),
        Case(
            "targets of another dtype",
            {**args, "target": args["target"].astype(np.float32)},
            error=TypeError,
            message="target: wanted float64 as in input, got float32",
        ),
        *wrong_dtypes(args),
    ]
    return changed(cases, changes or {})


def descended(args: dict[str, Any]) -> list[Case]:
    """Return the refusals of a model that is fitted by gradient descent with weight decay.

    Args:
        args: Arguments that are right, without these options.
    """
    return [
        Case(
            f"{name} of {wrong}",
            {**args, name: wrong},
            error=ValueError,
            message=f"lr, steps, weight_decay: wanted .*, got .*{wrong}",
            torch_accepts=accepts,
        )
        for name, wrong, accepts in (
            ("lr", 0.0, "it stays where it is"),
            ("steps", -1, "it makes none"),
            ("weight_decay", -0.5, "it lets the weights grow"),
        )
    ]
