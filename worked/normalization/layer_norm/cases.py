"""Inputs on which both sides of layer normalization must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.normalized import ROUNDING, normalized

rng = np.random.default_rng(0)


def draw(rng, shape, axes=1):
    """Return examples of that shape, with weight and bias for the last axes."""
    weight, bias = rng.normal(size=(2, *shape[-axes:]))
    return {
        "input": 2 * rng.normal(size=shape) + 1,
        "normalized_shape": shape[-axes:],
        "weight": weight,
        "bias": bias,
    }


rows = draw(rng, (6, 4))

CASES = [
    Case(
        "1, 2, 3 and 6 with eps 0.5",
        {
            "input": np.array([1.0, 2.0, 3.0, 6.0]),
            "normalized_shape": (4,),
            "weight": np.array([1.0, 2.0, 3.0, 4.0]),
            "bias": np.array([0.0, 0.0, 1.0, 0.0]),
            "eps": 0.5,
        },
        expected=[-1.0, -1.0, 1.0, 6.0],
        source="by hand: mean 3, variance 3.5, root of 4: -1, -0.5, 0, 1.5, times 1 to 4",
    ),
    *normalized(draw),
    Case("rows", rows),
    Case("two axes", draw(rng, (2, 3, 4, 5), 2)),
    Case("all axes", draw(rng, (3, 4), 2)),
    Case("one feature, which becomes zero", draw(rng, (4, 1)), no_float32=ROUNDING),
    Case("no features", draw(rng, (4, 0))),
    Case("shape as a list", {**rows, "normalized_shape": [4]}),
    Case(
        "a row without spread",
        {
            "input": np.array([[2.0, 2.0, 2.0], [1.0, 2.0, 3.0]]),
            "normalized_shape": (3,),
        },
        no_differences="the second derivative is a thousand times the first there",
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
