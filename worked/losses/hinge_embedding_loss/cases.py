"""Inputs on which both sides of hinge embedding loss must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.losses import sided, sides_of


def draw(rng, shape):
    """Return distances and whether the pairs are similar."""
    return {"input": 2 * rng.uniform(size=shape), "target": sides_of(rng, shape)}


distance, similar = draw(np.random.default_rng(0), (6, 3)).values()

CONSTANTS = {"target": "a label, -1 or +1; there is nothing between them"}

CASES = [
    Case(
        "similar at 0.3, apart at 0.3 and at 2",
        {
            "input": np.array([0.3, 0.3, 2.0]),
            "target": np.array([1, -1, -1]),
            "reduction": "none",
        },
        expected=[0.3, 0.7, 0.0],
        source="by hand: the distance, 1 - 0.3, and nothing beyond the margin",
    ),
    Case(
        "margin 3",
        {
            "input": np.array([2.0, 2.0]),
            "target": np.array([-1, 1]),
            "margin": 3.0,
        },
        expected=1.5,
        source="by hand: (3 - 2 + 2) / 2",
    ),
    *sided(draw),
    Case("negative inputs", {"input": -distance, "target": similar}),
    Case(
        "exactly on the margin, where the kink is",
        {"input": np.array([1.0, 1.0]), "target": np.array([-1, 1])},
        no_differences="a central difference at the kink gives the mean of both slopes",
    ),
    Case(
        "distances of 1e4",
        {"input": np.array([1e4, 1e4]), "target": np.array([1, -1])},
        expected=5e3,
        source="by hand: (1e4 + 0) / 2",
    ),
]
