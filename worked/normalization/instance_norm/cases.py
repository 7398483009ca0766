"""Inputs on which both sides of instance normalization must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.normalized import normalized

rng = np.random.default_rng(0)


def draw(rng, shape):
    """Return images of that shape, with weight and bias for the channels."""
    weight, bias = rng.normal(size=(2, shape[1]))  # (C,), (C,)
    return {"input": 2 * rng.normal(size=shape) + 1, "weight": weight, "bias": bias}


CASES = [
    Case(
        "two channels of two places",
        {
            "input": np.array([[[1.0, 3.0], [10.0, 10.0]]]),
            "weight": np.array([2.0, 1.0]),
            "bias": np.array([0.0, 5.0]),
            "eps": 3.0,
        },
        expected=[[[-1.0, 1.0], [5.0, 5.0]]],
        source="by hand: mean 2, variance 1 and eps 3, root of 4; the second does not vary",
    ),
    *normalized(
        draw,
        {"empty batch": {"args": {"input": np.zeros((0, 4, 3))}}},
    ),
    Case("images", draw(rng, (3, 2, 4, 5))),
    Case("one image", draw(rng, (1, 2, 3, 3))),
    *(
        Case(
            f"input of shape {shape}",
            draw(rng, shape),
            error=ValueError,
            message=r"input: wanted \(N, C, ...\) with two places or more, got",
        )
        for shape in ((2, 3, 1, 1), (2, 3, 1))
    ),
    Case(
        "a table",
        draw(rng, (4, 3)),
        error=ValueError,
        message=r"input: wanted \(N, C, ...\) with two places or more, got \(4, 3\)",
    ),
]
