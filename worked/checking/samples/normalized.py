"""Inputs of every layer that divides numbers by their spread, then scales and shifts them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from worked.checking.case import Case
from worked.checking.samples.dtypes import Changes, changed, wrong_dtypes

Draw = Callable[[np.random.Generator, tuple[int, ...]], Any]

ROUNDING = "what is left beside the mean is rounding, times 316"


def normalized(
    draw: Draw, changes: Changes | None = None, *, shape: tuple[int, ...] = (5, 4, 3)
) -> list[Case]:
    """Return the cases of a layer of `input` that may have a `weight` and a `bias`.

    Args:
        draw: Returns the arguments for a generator and a shape of the input.
        changes: What differs for a concept, by the name of a sample.
        shape: Shape of most inputs.
    """
    rng = np.random.default_rng(0)
    args = draw(rng, shape)
    input = args["input"]
    learned = [name for name in ("weight", "bias") if name in args]
    plain = {key: value for key, value in args.items() if key not in learned}
    unknown = input.copy()  # (*)
    unknown.flat[1] = np.nan
    scattered = np.repeat(input, 2, axis=-1)[..., ::2]  # (*), with gaps
    cases = [
        Case("drawn", args),
        Case("without weight and bias", plain),
        *(Case(f"with {name} alone", {**plain, name: args[name]}) for name in learned),
        Case("eps of 0.1", {**args, "eps": 0.1}),
        Case("inputs of 1e4", {**args, "input": 1e4 * input}),
        Case(
            "a spread as small as the root of eps",
            {**args, "input": 3e-3 * input},
            no_differences="the usual step is a hundredth of the spread, too wide",
        ),
        Case(
            "large offset",
            {**args, "input": input + 1e3},
            looser="1e3 + x keeps 13 digits of x",
            rtol=1e-8,
            atol=1e-9,
            no_float32="1e3 + x keeps 4 digits of x in float32",
            no_differences="the best step grows with the offset and is as wide as the spread",
        ),
        Case(
            "NaN in one place",
            {**args, "input": unknown},
            no_differences="NaN has no neighbors",
        ),
        Case("not contiguous", {**args, "input": scattered}),
        Case("empty batch", {**args, "input": input[:0]}),
        *(
            Case(
                f"{name} of another shape",
                {**args, name: args[name][:-1]},
                error=ValueError,
                message=rf"{name}: wanted shape \(.*\), got \(",
            )
            for name in learned
        ),
        *(
            Case(
                f"{name} of another dtype",
                {**args, name: args[name].astype(np.float32)},
                error=TypeError,
                message=f"{name}: wanted float64 as in input, got float32",
            )
            for name in learned
        ),
        Case(
            "eps of 0",
            {**args, "eps": 0.0},
            error=ValueError,
            message="eps: wanted a number above 0, got 0.0",
            torch_accepts="it divides by zero where nothing varies",
        ),
        *wrong_dtypes(plain),
    ]
    return changed(cases, changes or {})
