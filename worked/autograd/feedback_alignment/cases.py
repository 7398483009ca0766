"""Inputs on which both sides of feedback alignment must agree."""

from typing import Any

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
ARGS = {
    "input": rng.normal(size=(6, 3)),
    "weight": rng.normal(size=(4, 3)),
    "bias": rng.normal(size=4),
    "feedback": rng.normal(size=(4, 3)),
}
OTHER = "what it sends back is no derivative, on purpose"

CONSTANTS = {"feedback": "fixed and random: the method's point"}


def layer(name, *, known=None, **changed):
    """Return a case that differs from the usual arguments."""
    fields: dict[str, Any] = {"no_differences": OTHER} | (known or {})
    return Case(name, {**ARGS, **changed}, **fields)


CASES = [
    layer(
        "one unit, two inputs",
        input=np.array([[1.0, 2.0]]),
        weight=np.array([[3.0, -1.0]]),
        bias=np.array([0.5]),
        feedback=np.array([[7.0, 9.0]]),
        known={
            "expected": [[1.5]],
            "source": "by hand: 3 - 2 + 0.5, whatever the feedback",
        },
    ),
    layer("a batch"),
    layer(
        "feedback equal to the weights: backpropagation",
        feedback=ARGS["weight"],
        known={"no_differences": ""},
    ),
    layer("feedback of zeros: nothing goes back", feedback=np.zeros((4, 3))),
    layer("feedback of the other sign", feedback=-ARGS["weight"]),
    layer("one example", input=ARGS["input"][:1]),
    layer("no examples", input=ARGS["input"][:0]),
    layer("weights of 1e4", weight=1e4 * ARGS["weight"]),
    layer("not contiguous", input=rng.normal(size=(6, 12)).T[::2, ::2]),
    layer(
        "NaN in one example",
        input=np.where(np.eye(6, 3) > 0, np.nan, ARGS["input"]),
    ),
    layer(
        "feedback of (in, out)",
        feedback=ARGS["feedback"].T,
        known={
            "no_differences": "",
            "error": ValueError,
            "message": r"feedback: wanted shape \(4, 3\), got \(3, 4\)",
        },
    ),
    layer(
        "weights of (in, out)",
        weight=ARGS["weight"].T,
        known={
            "no_differences": "",
            "error": ValueError,
            "message": r"weight: wanted shape \(3, 3\), got \(3, 4\)",
        },
    ),
    layer(
        "biases of another layer",
        bias=np.zeros(3),
        known={
            "no_differences": "",
            "error": ValueError,
            "message": r"bias: wanted shape \(4,\), got \(3,\)",
        },
    ),
    layer(
        "one example without its batch axis",
        input=ARGS["input"][0],
        known={
            "no_differences": "",
            "error": ValueError,
            "message": r"input: wanted shape \(N, D\), got \(3,\)",
            "torch_accepts": "a product takes any leading axes; its backward pass needs two",
        },
    ),
    layer(
        "feedback of another dtype",
        feedback=ARGS["feedback"].astype(np.float32),
        known={
            "no_differences": "",
            "error": TypeError,
            "message": "feedback: wanted float64 as in input, got float32",
            "torch_accepts": "forward it is not used",
        },
    ),
    *wrong_dtypes(
        ARGS,
        {
            "complex": {"torch_accepts": "it multiplies complex numbers as well"},
            "integers": {"torch_accepts": "it multiplies integers as well"},
        },
    ),
]
