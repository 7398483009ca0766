"""Inputs on which both sides of group normalization must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.normalized import ROUNDING, normalized

rng = np.random.default_rng(0)


def draw(rng, shape, num_groups=2):
    """Return examples of that shape, with weight and bias for the channels."""
    weight, bias = rng.normal(size=(2, shape[1]))  # (C,), (C,)
    return {
        "input": 2 * rng.normal(size=shape) + 1,
        "num_groups": num_groups,
        "weight": weight,
        "bias": bias,
    }


images = draw(rng, (3, 6, 4, 5), 3)

CASES = [
    Case(
        "two groups of two channels, eps 0.75",
        {
            "input": np.array([[1.0, 2.0, 5.0, 2.0]]),
            "num_groups": 2,
            "weight": np.array([1.0, 1.0, 3.0, 3.0]),
            "bias": np.array([0.0, 0.0, 0.0, 1.0]),
            "eps": 0.75,
        },
        expected=[[-0.5, 0.5, 4.5 / 3**0.5, 1 - 4.5 / 3**0.5]],
        source="by hand: means 1.5 and 3.5, variances 0.25 and 2.25, roots of 1 and of 3",
    ),
    *normalized(
        draw,
        {"with bias alone": "the library's backward pass fails without a weight"},
    ),
    Case(
        "a table",
        draw(rng, (6, 4)),
        no_float32="two numbers a group nearly agree, and float32 loses digits of their spread",
    ),
    Case("images", images),
    Case("one group", {**images, "num_groups": 1}),
    Case("a channel a group", {**images, "num_groups": 6}),
    Case("one example", draw(rng, (1, 4, 3))),
    Case(
        "a value a group, which becomes zero", draw(rng, (3, 4), 4), no_float32=ROUNDING
    ),
    Case(
        "a group without spread",
        {"input": np.array([[2.0, 2.0, 1.0, 3.0]]), "num_groups": 2},
        no_differences="the second derivative is a thousand times the first there",
    ),
    *(
        Case(
            f"{wrong} groups of six channels",
            {**images, "num_groups": wrong},
            error=ValueError,
            message=f"num_groups: wanted a divisor of 6 channels, got {wrong}",
        )
        for wrong in (4, 0, -2)
    ),
    Case(
        "one example, a value a group",
        draw(rng, (1, 4), 4),
        error=ValueError,
        message=r"input: wanted two values per group or more, got shape \(1, 4\)",
    ),
    Case(
        "one example without its batch axis",
        {"input": np.ones(4), "num_groups": 2},
        error=ValueError,
        message=r"input: wanted shape \(N, C, ...\), got \(4,\)",
    ),
]
