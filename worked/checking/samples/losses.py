"""What every loss must meet: reductions, empty batches, odd memory, dtypes, refusals.

A loss says how its arguments are drawn, what is peculiar about one of these cases (a kink, what
the library accepts), and which of them make no sense for it, with the reason. A name that is none
of these cases raises an error, so that nothing is left out by a misspelling.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from worked.checking.case import Case

Args = dict[str, Any]
Draw = Callable[[np.random.Generator, tuple[int, ...]], Any]
Fields = dict[str, dict[str, Any]]  # name of a case: its arguments, and what is known
Known = Mapping[str, Mapping[str, Any]]

SHAPE = (6, 4)
NAN = "0/0: the answer is NaN"
INFINITE = "infinities have no neighbors"
HALF = "it adds in float32 and rounds the answer to float16"
NO_KNOWN: Known = {}
NOTHING: Mapping[str, str] = {}


def labels_of(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Draw one class index for each row of scores."""
    return rng.integers(0, shape[1], size=shape[:1])


def sides_of(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Draw labels -1 and +1, as integers."""
    return np.where(rng.uniform(size=shape) < 0.5, -1, 1)


def reduced(
    draw: Draw, known: Known = NO_KNOWN, left_out: Mapping[str, str] = NOTHING
) -> list[Case]:
    """Return what every loss with a reduction must meet.

    Args:
        draw: Function of a generator and a shape; returns arrays by parameter, the first of them
            floating. The shape is (N, C): N examples, of C numbers each.
        known: By case, further fields of it: reasons, bounds, other arguments.
        left_out: By case, the reason why it makes no sense for this loss.

    Raises:
        KeyError: If there is no such case.
    """
    return _cases(_reduced(draw), known, left_out)


def paired(
    draw: Draw, known: Known = NO_KNOWN, left_out: Mapping[str, str] = NOTHING
) -> list[Case]:
    """Return what a loss of an `input` and a `target` of one shape must meet, any shape."""
    return _cases(_paired(draw), known, left_out)


def binary(
    draw: Draw, known: Known = NO_KNOWN, left_out: Mapping[str, str] = NOTHING
) -> list[Case]:
    """Return what a loss of yes and no must meet, with a `weight`; draw soft labels.

    What is known about the case "hard labels" is known about all of those.
    """
    fields = _paired(draw)
    args = draw(np.random.default_rng(2), SHAPE)
    weight = np.array([0.5, 2.0, 3.0, 1.0])
    for name in ("mean", "sum", "none"):
        hard = fields[name]["args"]
        fields[f"hard labels, {name}"] = {
            "args": {**hard, "target": np.round(hard["target"])},
            **known.get("hard labels", {}),
        }
    fields |= {
        "weight of each column": {"args": {**args, "weight": weight}},
        "weight of each row": {"args": {**args, "weight": np.arange(1.0, 7)[:, None]}},
        "weight of each element, none": {
            "args": {**args, "weight": args["target"] + 1, "reduction": "none"}
        },
        "weight of another shape": _refused(
            {**args, "weight": np.ones(6)},
            ValueError,
            r"weight: wanted a shape that broadcasts to \(6, 4\), got \(6,\)",
        ),
        "weight of integers": _refused(
            {**args, "weight": np.ones(4, np.int64)},
            TypeError,
            "weight: wanted float32 or float64, got int64",
            torch_accepts="it promotes them",
        ),
    }
    rest = {name: more for name, more in known.items() if name != "hard labels"}
    return _cases(fields, rest, left_out)


def sided(
    draw: Draw, known: Known = NO_KNOWN, left_out: Mapping[str, str] = NOTHING
) -> list[Case]:
    """Return what a loss whose `target` is -1 or +1, a constant, must meet."""
    args = draw(np.random.default_rng(2), SHAPE)
    floats = {**args, "target": args["target"].astype(float)}
    fields: Fields = {
        **_paired(draw),
        "labels as floats": {"args": floats},
        "labels 0 and 1": _refused(
            {**args, "target": np.maximum(args["target"], 0)},
            ValueError,
            r"target: wanted labels -1 or \+1, got 0",
            torch_accepts="it knows nothing of labels",
        ),
        "truth values for labels": _refused(
            {**args, "target": args["target"] > 0},
            TypeError,
            "target: wanted float32, float64 or an integer dtype, got bool",
            torch_accepts="it counts True as 1 and False as 0",
        ),
    }
    fields["a column against a row"]["torch_accepts"] = "it broadcasts in silence"
    del fields["integers as targets"]  # labels are integers by right
    return _cases(fields, known, left_out)


def bent(option: str) -> list[Case]:
    """Return what a parabola that turns into a line at the residual `option` must meet."""
    small = {
        "input": np.array([0.5, 1.0, 4.0]),
        "target": np.array([0.0, 3.0, 4.0]),
        "reduction": "none",
    }
    guess, truth = 2 * np.random.default_rng(2).normal(size=(2, *SHAPE))
    args = {"input": guess, "target": truth}
    ends = {"input": np.array([2.0, -2.0]), "target": np.zeros(2), "reduction": "none"}
    return [
        Case(
            "residuals 0.5, -2 and 0",
            small,
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


def regression(
    known: Known = NO_KNOWN, left_out: Mapping[str, str] = NOTHING
) -> list[Case]:
    """Return what a loss of the residual `input - target` must meet."""

    def draw(rng: np.random.Generator, shape: tuple[int, ...]) -> Args:
        guess, truth = 2 * rng.normal(size=(2, *shape))  # (*), (*)
        return {"input": guess, "target": truth}

    args = draw(np.random.default_rng(1), SHAPE)
    offset = {key: value + 1e4 for key, value in args.items()}
    fields: Fields = {
        **_paired(draw),
        "large offset": {
            "args": offset,
            "looser": "1e4 + y keeps 12 digits of y",
            "rtol": 1e-8,
            "no_differences": "the best step grows with the offset and crosses the bend",
            "no_float32": "1e4 + y keeps 3 digits of y in float32",
        },
        "perfect prediction": {
            "args": {"input": args["input"], "target": args["input"]}
        },
    }
    fields["integers as targets"]["torch_accepts"] = "it promotes them"
    return _cases(fields, known, left_out)


def classified(
    draw: Draw, known: Known = NO_KNOWN, left_out: Mapping[str, str] = NOTHING
) -> list[Case]:
    """Return what a loss of scores `input` (N, C) and class indices `target` (N,) must meet."""
    args = draw(np.random.default_rng(1), SHAPE)
    labels, weight = args["target"], np.array([0.5, 2.0, 1.0, 3.0])
    refused: Fields = {
        "label that is no class": _refused(
            {**args, "target": np.full_like(labels, 4)},
            ValueError,
            "target: wanted classes from 0 to 3, got 4",
        ),
        "negative label": _refused(
            {**args, "target": np.full_like(labels, -1)},
            ValueError,
            "target: wanted classes from 0 to 3, got -1",
        ),
        "labels of another batch": _refused(
            {**args, "target": labels[:5]}, ValueError, r"target: .*\(6,\), got \(5,\)"
        ),
        "labels as truth values": _refused(
            {**args, "target": labels > 0}, TypeError, "target: wanted .*, got bool"
        ),
        "labels as complex numbers": _refused(
            {**args, "target": labels.astype(complex)},
            TypeError,
            "target: wanted .*, got complex128",
        ),
        "weights of other classes": _refused(
            {**args, "weight": weight[:3]},
            ValueError,
            r"weight: wanted shape \(4,\), got \(3,\)",
        ),
        "weights of another dtype": _refused(
            {**args, "weight": weight.astype(np.float32)},
            TypeError,
            "weight: wanted float64 as in input, got float32",
        ),
        "no classes": _refused(
            {"input": np.zeros((0, 0)), "target": np.zeros(0, np.int64)},
            ValueError,
            r"input: wanted one class or more, got shape \(0, 0\)",
        ),
        "one row without a batch": _refused(
            {"input": args["input"][0], "target": labels[0, ...]},
            ValueError,
            r"input: wanted .*\(N, C.*\), got shape \(4,\)",
        ),
    }
    fields: Fields = {
        **_reduced(draw),
        "one class": {"args": draw(np.random.default_rng(2), (6, 1))},
        "class weights": {"args": {**args, "weight": weight}},
        **{
            f"class weights, {reduction}": {
                "args": {**args, "weight": weight, "reduction": reduction}
            }
            for reduction in ("sum", "none")
        },
        **refused,
    }
    return _cases(fields, known, left_out)


def pixels(draw: Draw) -> list[Case]:
    """Return cases of a class index for each place of an image: `input` (N, C, H, W)."""
    places = draw(np.random.default_rng(3), (30, 4))
    scores = np.moveaxis(places["input"].reshape(2, 3, 5, 4), -1, 1)  # (N, C, H, W)
    args = {
        "input": np.ascontiguousarray(scores),  # the library's nll_loss wants it so
        "target": places["target"].reshape(2, 3, 5),  # (N, H, W)
    }
    ignored = np.where(args["target"] == 1, -100, args["target"])  # (N, H, W)
    rest = {"target": ignored, "weight": np.array([0.5, 2.0, 1.0, 3.0])}
    sequence = {"input": args["input"][:, :, 0], "target": args["target"][:, 0]}
    missing = {**args, "target": args["target"][:, 0]}
    fields: Fields = {
        "scores of a sequence": {"args": sequence},
        "scores of pixels": {"args": args},
        "scores of no pixels": {
            "args": {key: value[..., :0] for key, value in args.items()},
            "no_differences": NAN,
        },
        **{
            f"scores of pixels, some ignored, weights, {reduction}": {
                "args": {**args, **rest, "reduction": reduction}
            }
            for reduction in ("mean", "sum", "none")
        },
        "labels of other pixels": _refused(
            missing, ValueError, r"target: .*\(2, 3, 5\), got \(2, 5\)"
        ),
    }
    return _cases(fields, NO_KNOWN, NOTHING)


def _reduced(draw: Draw) -> Fields:
    rng = np.random.default_rng(0)
    args, first = draw(rng, SHAPE), next(iter(draw(rng, SHAPE)))
    nothing = draw(rng, (0, 3))
    infinite, unknown = args[first].copy(), args[first].copy()  # (N, C), (N, C)
    infinite[0, 0], infinite[1, 1], unknown[2, 2] = np.inf, -np.inf, np.nan
    return {
        "mean": {"args": args},
        "sum": {"args": {**args, "reduction": "sum"}},
        "none": {"args": {**args, "reduction": "none"}},
        "one example": {"args": draw(rng, (1, 4))},
        "empty batch": {"args": nothing, "no_differences": NAN},
        "empty batch, sum": {"args": {**nothing, "reduction": "sum"}},
        "empty batch, none": {"args": {**nothing, "reduction": "none"}},
        "not contiguous": {"args": {k: _scattered(v) for k, v in args.items()}},
        "infinities": {
            "args": {**args, first: infinite, "reduction": "none"},
            "no_differences": INFINITE,
        },
        "NaN": {
            "args": {**args, first: unknown, "reduction": "none"},
            "no_differences": "NaN has no neighbors",
        },
        "misspelt reduction": _refused(
            {**args, "reduction": "average"},
            ValueError,
            "reduction: wanted .*'none', 'mean'.*, got 'average'",
        ),
        "integers": _refused(
            _with_floats(args, lambda a: np.zeros(a.shape, np.int64)),
            TypeError,
            f"{first}: wanted float32 or float64, got int64",
        ),
        "half precision": _refused(
            _with_floats(args, lambda a: a.astype(np.float16)),
            TypeError,
            f"{first}: wanted float32 or float64, got float16",
            torch_accepts=HALF,
        ),
    }


def _paired(draw: Draw) -> Fields:
    rng = np.random.default_rng(1)
    args = draw(rng, SHAPE)
    column = {**draw(rng, (4, 1)), "target": draw(rng, (4,))["target"]}
    number = {key: np.asarray(value) for key, value in draw(rng, ()).items()}
    whole = {**args, "target": args["target"].astype(np.int64)}
    mixed = {
        "input": args["input"].astype(np.float32),
        "target": args["target"].astype(np.float64),
        "reduction": "none",
    }
    return {
        **_reduced(draw),
        "a single number": {"args": number},
        "a single number, none": {"args": {**number, "reduction": "none"}},
        "float32 against float64": {
            "args": mixed,
            "looser": "a gradient in float32 keeps seven digits",
            "rtol": 1e-6,
            "atol": 1e-7,
            "no_differences": "float32 leaves no digit in a difference",
        },
        # Where PyTorch broadcasts this one with a warning, the tests count that as a refusal.
        "a column against a row": _refused(
            column, ValueError, r"target: wanted shape \(4, 1\), got \(4,\)"
        ),
        "targets of another batch": _refused(
            {**args, "target": args["target"][:5]},
            ValueError,
            r"target: wanted shape \(6, 4\), got \(5, 4\)",
        ),
        "integers as targets": _refused(
            whole, TypeError, "target: wanted float32 or float64, got int64"
        ),
    }


def _refused(
    args: Args, error: type[Exception], message: str, **known: str
) -> dict[str, Any]:
    return {"args": args, "error": error, "message": message, **known}


def _cases(fields: Fields, known: Known, left_out: Mapping[str, str]) -> list[Case]:
    for name in (*known, *left_out):
        if name not in fields:
            raise KeyError(f"wanted one of {', '.join(fields)}, got {name!r}")
    for name, reason in left_out.items():
        if not reason:
            raise ValueError(f"{name}: wanted a reason for leaving it out, got none")
    return [
        Case(name, **{**of_all, **known.get(name, {})})
        for name, of_all in fields.items()
        if name not in left_out
    ]


def _with_floats(args: Args, change: Callable[[np.ndarray], np.ndarray]) -> Args:
    return {
        key: change(value) if value.dtype.kind == "f" else value
        for key, value in args.items()
    }


def _scattered(array: np.ndarray) -> np.ndarray:
    """Return the same numbers with their axes in the other order and gaps between them."""
    room = np.zeros([2 * n for n in array.shape[::-1]], array.dtype)
    view = room[tuple(slice(None, None, 2) for _ in array.shape)].T
    view[...] = array
    return view
