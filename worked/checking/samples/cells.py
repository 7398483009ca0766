"""Inputs of every recurrent network: one step of a cell, and a sequence of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from worked.checking.case import Case
from worked.checking.samples.dtypes import Changes, changed, wrong_dtypes

BATCH, STEPS, INPUTS, UNITS = 6, 5, 3, 4
NAN = "NaN has no neighbors"


def drawn(
    gates: int,
    states: tuple[str, ...],
    *,
    steps: int | None = None,
    batch: int = BATCH,
    inputs: int = INPUTS,
    units: int = UNITS,
    seed: int = 0,
) -> dict[str, np.ndarray]:
    """Draw inputs, states and parameters.

    Args:
        gates: Blocks of rows in a weight.
        states: Names of the states that enter.
        steps: Length of the sequence; None for one step of a cell.
        batch: Sequences side by side.
        inputs: Numbers that enter at each step.
        units: Size of a state.
        seed: Seed of the draw.
    """
    rng = np.random.default_rng(seed)
    rows, layer = gates * units, "" if steps is None else "_l0"
    places = (batch,) if steps is None else (1, batch)
    shapes = {"input": (batch, inputs) if steps is None else (steps, batch, inputs)}
    shapes |= dict.fromkeys(states, (*places, units))
    shapes |= {"weight_ih" + layer: (rows, inputs), "weight_hh" + layer: (rows, units)}
    shapes |= {"bias_ih" + layer: (rows,), "bias_hh" + layer: (rows,)}
    found = {key: rng.normal(size=shape) for key, shape in shapes.items()}
    scale = {"weight_ih" + layer: inputs**-0.5, "weight_hh" + layer: units**-0.5}
    return found | {key: found[key] * factor for key, factor in scale.items()}


def cells(
    gates: int, states: tuple[str, ...] = ("hx",), changes: Changes | None = None
) -> list[Case]:
    """Return the cases of one step of a recurrent network.

    Args:
        gates: Blocks of rows in a weight.
        states: Names of the states that enter.
        changes: What differs for a concept, by the name of a sample.
    """
    return changed(_calls(gates, states, None), changes or {})


def recurrent(
    gates: int, states: tuple[str, ...] = ("h_0",), changes: Changes | None = None
) -> list[Case]:
    """Return the cases of a recurrent network that reads a whole sequence.

    Args:
        gates: Blocks of rows in a weight.
        states: Names of the states that enter.
        changes: What differs for a concept, by the name of a sample.
    """
    cases = _calls(gates, states, STEPS)
    args = drawn(gates, states, steps=STEPS)
    long = drawn(gates, states, steps=40, batch=2, seed=2)
    cases += [
        Case("one step", {**args, "input": args["input"][:1]}),
        Case("forty steps", long, no_float32="forty steps add up the rounding of each"),
        Case("states of zero", args | {key: 0 * args[key] for key in states}),
        Case(
            "no steps",
            {**args, "input": args["input"][:0]},
            error=ValueError,
            message=r"input: wanted one step or more, got shape \(0, 6, 3\)",
        ),
    ]
    return changed(cases, changes or {})


def _calls(gates: int, states: tuple[str, ...], steps: int | None) -> list[Case]:
    args = drawn(gates, states, steps=steps)
    state, layer = states[0], "" if steps is None else "_l0"
    axis = 0 if steps is None else 1  # of the sequences

    def rows(count: int) -> dict[str, np.ndarray]:
        some = {key: args[key].take(range(count), axis) for key in ("input", *states)}
        return {**args, **some}

    flags = np.zeros(args["input"].shape, bool)
    flags.reshape(-1)[1] = True
    wide = {key: np.repeat(v, 2, axis=-1)[..., ::2] for key, v in args.items()}
    wrong: dict[str, tuple[str, np.ndarray, str]] = {
        "one sequence without its batch axis": (
            "input",
            args["input"][..., 0, :],
            "wanted .* axes, got shape ",
        ),
        "inputs of another width": (
            "input",
            args["input"][..., :2],
            rf"wanted shape \({gates * UNITS}, 2\), got \({gates * UNITS}, 3\)",
        ),
        "state of another batch": (
            state,
            args[state][..., :2, :],
            r"wanted shape .*6, 4\), got .*2, 4\)",
        ),
        "state of another width": (
            state,
            args[state][..., :2],
            r"wanted shape .*6, 4\), got .*6, 2\)",
        ),
        "weights of (in, out)": (
            "weight_ih" + layer,
            args["weight_ih" + layer].T,
            "wanted shape ",
        ),
        "bias of one unit": (
            "bias_hh" + layer,
            args["bias_hh" + layer][:1],
            r"wanted shape .*, got \(1,\)",
        ),
    }
    accepts = {"bias of one unit": "it broadcasts the bias"}
    kept: dict[str, dict[str, Any]] = {
        "a batch": args,
        "one sequence": rows(1),
        "no sequences": rows(0),
        "one unit": drawn(gates, states, steps=steps, units=1, seed=1),
        "one input": drawn(gates, states, steps=steps, inputs=1, seed=1),
        "wider than the batch": drawn(gates, states, steps=steps, units=20, batch=2),
        "weights of zero": {k: 0 * v if "weight" in k else v for k, v in args.items()},
        "not contiguous": wide,
    }
    return [
        *(Case(name, call) for name, call in kept.items()),
        Case(
            "saturated by biases of 1e3",
            {**args, "bias_ih" + layer: 1e3 * args["bias_ih" + layer]},
            no_differences="a step in proportion to 1e3 leaves the saturated region",
            no_float32="the slope of a saturated gate is all rounding in float32",
        ),
        Case(
            "NaN in one sequence",
            {**args, "input": np.where(flags, np.nan, args["input"])},
            no_differences=NAN,
        ),
        *(
            Case(
                name,
                {**args, key: array},
                error=ValueError,
                message=message,
                torch_accepts=accepts.get(name, ""),
            )
            for name, (key, array, message) in wrong.items()
        ),
        Case(
            "state of another dtype",
            {**args, state: args[state].astype(np.float32)},
            error=TypeError,
            message=f"{state}: wanted float64 as in input, got float32",
        ),
        *wrong_dtypes(
            args,
            {"complex": {"torch_accepts": "it multiplies complex numbers as well"}},
        ),
    ]
