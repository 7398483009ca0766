"""Inputs of every loss: reductions, empty batches, odd memory, dtypes, refusals.

A loss says how its arguments are drawn: a function of a generator and a shape that returns arrays
by parameter, the first of them floating. The shape is (N, C): N examples, of C numbers each. What
`changes` are is said in `samples.dtypes`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from worked.checking.case import Case
from worked.checking.samples.dtypes import Changes, changed, wrong_dtypes

Draw = Callable[[np.random.Generator, tuple[int, ...]], Any]

SHAPE = (6, 4)
WEIGHT = np.array([0.5, 2.0, 3.0, 1.0])
NAN = "0/0: the answer is NaN"


def labels_of(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Draw one class index for each row of scores."""
    return rng.integers(0, shape[1], size=shape[:1])


def sides_of(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Draw labels -1 and +1, as integers."""
    return np.where(rng.uniform(size=shape) < 0.5, -1, 1)


def reduced(draw: Draw, changes: Changes | None = None) -> list[Case]:
    """Return the cases of every loss with a reduction."""
    rng = np.random.default_rng(0)
    args, one, nothing = draw(rng, SHAPE), draw(rng, (1, 4)), draw(rng, (0, 3))
    first = next(iter(args))
    infinite, unknown = args[first].copy(), args[first].copy()  # (N, C), (N, C)
    infinite[0, 0], infinite[1, 1], unknown[2, 2] = np.inf, -np.inf, np.nan
    cases = [
        Case("mean", args),
        Case("sum", {**args, "reduction": "sum"}),
        Case("none", {**args, "reduction": "none"}),
        Case("one example", one),
        Case("empty batch", nothing, no_differences=NAN),
        Case("empty batch, sum", {**nothing, "reduction": "sum"}),
        Case("empty batch, none", {**nothing, "reduction": "none"}),
        Case("not contiguous", {key: _scattered(value) for key, value in args.items()}),
        Case(
            "infinities",
            {**args, first: infinite, "reduction": "none"},
            no_differences="infinities have no neighbors",
        ),
        Case(
            "NaN",
            {**args, first: unknown, "reduction": "none"},
            no_differences="NaN has no neighbors",
        ),
        Case(
            "misspelt reduction",
            {**args, "reduction": "average"},
            error=ValueError,
            message="reduction: wanted .*'none', 'mean'.*, got 'average'",
        ),
        *wrong_dtypes(args),
    ]
    return changed(cases, changes or {})


def paired(draw: Draw, changes: Changes | None = None) -> list[Case]:
    """Return the cases of a loss of an `input` and a `target` of one shape, any shape."""
    rng = np.random.default_rng(1)
    args, column, row = draw(rng, SHAPE), draw(rng, (4, 1)), draw(rng, (4,))
    number = {key: np.asarray(value) for key, value in draw(rng, ()).items()}
    mixed = {
        "input": args["input"].astype(np.float32),
        "target": args["target"].astype(np.float64),
    }
    cases = [
        *reduced(draw),
        Case("a single number", number),
        Case("a single number, none", {**number, "reduction": "none"}),
        Case(
            "float32 against float64",
            {**mixed, "reduction": "none"},
            looser="a gradient in float32 keeps seven digits",
            rtol=1e-6,
            atol=1e-7,
            no_differences="float32 leaves no digit in a difference",
        ),
        # Where PyTorch broadcasts this one with a warning, the tests count that as a refusal.
        Case(
            "a column against a row",
            {"input": column["input"], "target": row["target"]},
            error=ValueError,
            message=r"target: wanted shape \(4, 1\), got \(4,\)",
        ),
        Case(
            "targets of another batch",
            {**args, "target": args["target"][:5]},
            error=ValueError,
            message=r"target: wanted shape \(6, 4\), got \(5, 4\)",
        ),
        Case(
            "integers as targets",
            {**args, "target": args["target"].astype(np.int64)},
            error=TypeError,
            message="target: wanted float32 or float64, got int64",
        ),
    ]
    return changed(cases, changes or {})


def binary(draw: Draw, changes: Changes | None = None) -> list[Case]:
    """Return the cases of a loss of yes and no with a `weight`; soft labels are drawn."""
    args = draw(np.random.default_rng(2), SHAPE)
    hard = {**args, "target": np.round(args["target"])}
    each = args["target"] + 1  # (N, C)
    cases = [
        *paired(draw),
        Case("hard labels", hard),
        Case("hard labels, sum", {**hard, "reduction": "sum"}),
        Case("hard labels, none", {**hard, "reduction": "none"}),
        Case("weight of each column", {**args, "weight": WEIGHT}),
        Case("weight of each row", {**args, "weight": np.arange(1.0, 7)[:, None]}),
        Case(
            "weight of each element, none",
            {**args, "weight": each, "reduction": "none"},
        ),
        Case(
            "weight of another shape",
            {**args, "weight": np.ones(6)},
            error=ValueError,
            message=r"weight: wanted a shape that broadcasts to \(6, 4\), got \(6,\)",
        ),
        Case(
            "weight of integers",
            {**args, "weight": np.ones(4, np.int64)},
            error=TypeError,
            message="weight: wanted float32 or float64, got int64",
            torch_accepts="it promotes them",
        ),
    ]
    return changed(cases, changes or {})


def sided(draw: Draw, changes: Changes | None = None) -> list[Case]:
    """Return the cases of a loss whose `target` is -1 or +1, a constant."""
    args = draw(np.random.default_rng(2), SHAPE)
    pairs = {
        "a column against a row": {"torch_accepts": "it broadcasts in silence"},
        "integers as targets": "labels are integers by right",
    }
    cases = [
        *paired(draw, pairs),
        Case("labels as floats", {**args, "target": args["target"].astype(float)}),
        Case(
            "labels 0 and 1",
            {**args, "target": np.maximum(args["target"], 0)},
            error=ValueError,
            message=r"target: wanted labels -1 or \+1, got 0",
            torch_accepts="it knows nothing of labels",
        ),
        Case(
            "truth values for labels",
            {**args, "target": args["target"] > 0},
            error=TypeError,
            message="target: wanted float32, float64 or an integer dtype, got bool",
            torch_accepts="it counts True as 1 and False as 0",
        ),
    ]
    return changed(cases, changes or {})


def regression(changes: Changes | None = None) -> list[Case]:
    """Return the cases of a loss of the residual `input - target`."""

    def draw(rng: np.random.Generator, shape: tuple[int, ...]) -> dict[str, Any]:
        guess, truth = 2 * rng.normal(size=(2, *shape))  # (*), (*)
        return {"input": guess, "target": truth}

    args = draw(np.random.default_rng(2), SHAPE)
    cases = [
        *paired(draw, {"integers as targets": {"torch_accepts": "it promotes them"}}),
        Case(
            "large offset",
            {key: value + 1e4 for key, value in args.items()},
            looser="1e4 + y keeps 12 digits of y",
            rtol=1e-8,
            no_differences="the best step grows with the offset and crosses the bend",
            no_float32="1e4 + y keeps 3 digits of y in float32",
        ),
        Case("perfect prediction", {**args, "target": args["input"]}),
    ]
    return changed(cases, changes or {})


def bent(option: str) -> list[Case]:
    """Return the cases of a parabola that turns into a line at the residual `option`."""
    guess, truth = 2 * np.random.default_rng(3).normal(size=(2, *SHAPE))
    args = {"input": guess, "target": truth}
    small = {"input": np.array([0.5, 1.0, 4.0]), "target": np.array([0.0, 3.0, 4.0])}
    ends = {"input": np.array([2.0, -2.0]), "target": np.zeros(2), "reduction": "none"}
    return [
        Case(
            "residuals 0.5, -2 and 0",
            {**small, "reduction": "none"},
            expected=[0.125, 1.5, 0.0],
            source="by hand: 0.5^2 / 2, then 1 (2 - 1/2), then 0",
        ),
        Case(
            "residuals of 1e4",
            {"input": np.array([1e4, -1e4]), "target": np.array([-1e4, 1e4])},
            expected=19999.5,
            source="by hand: 2e4 - 1/2",
        ),
        Case(f"small {option}", {**args, option: 0.1}),
        Case(f"large {option}", {**args, option: 100.0}),
        Case(
            f"residuals of exactly {option}",
            {**ends, option: 2.0},
            no_differences="the second derivative jumps here",
        ),
    ]


def classified(draw: Draw, changes: Changes | None = None) -> list[Case]:
    """Return the cases of a loss of scores `input` (N, C) and class indices `target` (N,)."""
    args = draw(np.random.default_rng(1), SHAPE)
    labels, weighed = args["target"], {**args, "weight": WEIGHT}
    refused: dict[str, tuple[dict[str, Any], type[Exception], str]] = {
        "label that is no class": (
            {"target": np.full_like(labels, 4)},
            ValueError,
            "target: wanted classes from 0 to 3, got 4",
        ),
        "negative label": (
            {"target": np.full_like(labels, -1)},
            ValueError,
            "target: wanted classes from 0 to 3, got -1",
        ),
        "labels of another batch": (
            {"target": labels[:5]},
            ValueError,
            r"target: wanted .*\(6,\), got \(5,\)",
        ),
        "labels as truth values": (
            {"target": labels > 0},
            TypeError,
            "target: wanted .*, got bool",
        ),
        "labels as complex numbers": (
            {"target": labels.astype(complex)},
            TypeError,
            "target: wanted .*, got complex128",
        ),
        "weights of other classes": (
            {"weight": WEIGHT[:3]},
            ValueError,
            r"weight: wanted shape \(4,\), got \(3,\)",
        ),
        "weights of another dtype": (
            {"weight": WEIGHT.astype(np.float32)},
            TypeError,
            "weight: wanted float64 as in input, got float32",
        ),
        "no classes": (
            {"input": np.zeros((0, 0)), "target": np.zeros(0, np.int64)},
            ValueError,
            r"input: wanted one class or more, got shape \(0, 0\)",
        ),
        "one row without a batch": (
            {"input": args["input"][0], "target": labels[0, ...]},
            ValueError,
            r"input: wanted .*\(N, C.*\), got shape \(4,\)",
        ),
    }
    cases = [
        *reduced(draw),
        Case("one class", draw(np.random.default_rng(2), (6, 1))),
        Case("class weights", weighed),
        Case("class weights, sum", {**weighed, "reduction": "sum"}),
        Case("class weights, none", {**weighed, "reduction": "none"}),
        *(
            Case(name, {**args, **wrong}, error=error, message=message)
            for name, (wrong, error, message) in refused.items()
        ),
    ]
    return changed(cases, changes or {})


def dense(draw: Draw) -> list[Case]:
    """Return the cases of a loss of class indices that takes images as well."""
    batch = {
        "one row without a batch": {
            "torch_accepts": "it takes a single row as well; we keep to the batch"
        },
        "no classes": {"torch_accepts": "an empty batch of no classes passes"},
    }
    return [*classified(draw, batch), *pixels(draw)]


def pixels(draw: Draw) -> list[Case]:
    """Return cases of a class index for each place of an image: `input` (N, C, H, W)."""
    places = draw(np.random.default_rng(3), (30, 4))
    scores = np.moveaxis(places["input"].reshape(2, 3, 5, 4), -1, 1)  # (N, C, H, W)
    labels = places["target"].reshape(2, 3, 5)  # (N, H, W)
    scores = np.ascontiguousarray(scores)  # the library's nll_loss wants it so
    args = {"input": scores, "target": labels}
    some = {**args, "target": np.where(labels == 1, -100, labels), "weight": WEIGHT}
    return [
        Case(
            "scores of a sequence", {"input": scores[:, :, 0], "target": labels[:, 0]}
        ),
        Case("scores of pixels", args),
        Case(
            "scores of no pixels",
            {key: value[..., :0] for key, value in args.items()},
            no_differences=NAN,
        ),
        *(
            Case(
                f"scores of pixels, some ignored, weights, {reduction}",
                {**some, "reduction": reduction},
            )
            for reduction in ("mean", "sum", "none")
        ),
        Case(
            "labels of other pixels",
            {**args, "target": labels[:, 0]},
            error=ValueError,
            message=r"target: wanted .*\(2, 3, 5\), got \(2, 5\)",
        ),
    ]


def _scattered(array: np.ndarray) -> np.ndarray:
    """Return the same numbers with their axes in the other order and gaps between them."""
    room = np.zeros([2 * n for n in array.shape[::-1]], array.dtype)
    view = room[tuple(slice(None, None, 2) for _ in array.shape)].T
    view[...] = array
    return view
