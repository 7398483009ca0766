"""Inputs of every optimizer: one step from a parameter, its gradient and a state."""

from __future__ import annotations

from typing import Any

import numpy as np

from worked.checking.case import Case
from worked.checking.samples.dtypes import Changes, changed, wrong_dtypes

SHAPE = (5, 3)


def drawn(
    shape: tuple[int, ...], rows: int | None, seed: int = 0
) -> dict[str, np.ndarray]:
    """Draw a parameter, its gradient, and a state as squares of other gradients are: positive.

    Args:
        shape: Shape of the parameter.
        rows: Arrays that the state stacks; None for a state that is shaped as the parameter.
        seed: Seed of the draw.
    """
    rng = np.random.default_rng(seed)
    stacked = shape if rows is None else (rows, *shape)
    sizes = {"param": shape, "grad": shape, "state": stacked}
    found = {key: np.asarray(rng.normal(size=size)) for key, size in sizes.items()}
    return {**found, "state": np.asarray(np.square(found["state"]))}


def steps(
    rows: int | None = None, changes: Changes | None = None, **later: Any
) -> list[Case]:
    """Return the cases of an optimizer with the options that it has by default.

    Args:
        rows: As in `drawn`.
        changes: What differs for a concept, by the name of a sample.
        later: Arguments that a step needs besides the state once it is not the first.
    """
    args = {**drawn(SHAPE, rows), **later}
    first = {key: args[key] for key in ("param", "grad")}
    number = {**drawn((), rows), **later}
    empty = {**drawn((0,), rows), **later}
    odd = {"param": np.ones(3), "grad": np.array([np.nan, np.inf, -np.inf])}
    wide = {key: np.repeat(array, 2, axis=-1)[..., ::2] for key, array in first.items()}
    wrong = {
        "gradient of another parameter": {"grad": args["grad"][:2]},
        "state of another parameter": {"state": args["state"][..., :2]},
    }
    cases = [
        Case("first step", first),
        Case("a later step", args),
        Case("rate 0.5", {**args, "lr": 0.5}),
        Case("rate 0", {**args, "lr": 0.0}),
        Case("gradient zero", {**args, "grad": np.zeros(SHAPE)}),
        Case("gradient of 1e4", {**args, "grad": 1e4 * args["grad"]}),
        Case("gradient of 1e-4", {**args, "grad": 1e-4 * args["grad"]}),
        Case("NaN and infinities", odd),
        Case("one number", number),
        Case("no parameters", empty),
        Case("not contiguous", wide),
        *(
            Case(
                name,
                {**args, **bad},
                error=ValueError,
                message=f"{key}: wanted shape .*, got ",
            )
            for name, bad in wrong.items()
            for key in bad
        ),
        Case(
            "negative rate",
            {**args, "lr": -0.1},
            error=ValueError,
            message="lr: wanted at least 0, got -0.1",
        ),
        Case(
            "gradient of another dtype",
            {**args, "grad": args["grad"].astype(np.float32)},
            error=TypeError,
            message="grad: wanted float64 as in param, got float32",
        ),
        *wrong_dtypes(
            args, {"complex": {"torch_accepts": "it steps in complex planes"}}
        ),
    ]
    return changed(cases, changes or {})
