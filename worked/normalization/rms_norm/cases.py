"""Inputs on which both sides of root-mean-square normalization must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.normalized import normalized

rng = np.random.default_rng(0)


def draw(rng, shape, axes=1):
    """Return examples of that shape, with a weight for the last axes."""
    return {
        "input": 2 * rng.normal(size=shape) + 1,
        "normalized_shape": shape[-axes:],
        "weight": rng.normal(size=shape[-axes:]),
    }


rows = draw(rng, (6, 4))
DIFFERS = {"complex": {"torch_accepts": "it squares complex numbers as well"}}

CASES = [
    Case(
        "1, 2, 4 and 10 with eps 5.75",
        {
            "input": np.array([1.0, 2.0, 4.0, 10.0]),
            "normalized_shape": (4,),
            "weight": np.array([1.0, 2.0, 3.0, 0.5]),
            "eps": 5.75,
        },
        expected=[1 / 6, 4 / 6, 2.0, 5 / 6],
        source="by hand: (1 + 4 + 16 + 100) / 4 + 5.75 = 36, root 6",
    ),
    *normalized(draw, DIFFERS),
    Case("rows", rows),
    Case("two axes", draw(rng, (2, 3, 4, 5), 2)),
    Case("one feature, whose sign is left", draw(rng, (4, 1))),
    Case("no features", draw(rng, (4, 0))),
    Case("shape as a list", {**rows, "normalized_shape": [4]}),
    Case(
        "a row of zeros",
        {"input": np.zeros((2, 3)), "normalized_shape": (3,), "eps": 1e-6},
        no_differences="the best step is a hundred times wider than the root of eps",
    ),
    Case(
        "other features",
        {**rows, "normalized_shape": (3,)},
        error=ValueError,
        message=r"normalized_shape: wanted the last axes of \(6, 4\), got \(3,\)",
    ),
    Case(
        "no axes",
        {**rows, "normalized_shape": ()},
        error=ValueError,
        message=r"normalized_shape: wanted the last axes of \(6, 4\), got \(\)",
    ),
    Case(
        "a number for a shape",
        {**rows, "normalized_shape": 4},
        error=TypeError,
        message="normalized_shape: wanted a tuple of int, got 4",
    ),
]
