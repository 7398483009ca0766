"""Inputs on which both sides of hinge loss must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.losses import sided, sides_of


def draw(rng, shape):
    """Return scores and sides."""
    return {"input": 2 * rng.normal(size=shape), "target": sides_of(rng, shape)}


CONSTANTS = {"target": "a label, -1 or +1; there is nothing between them"}

CASES = [
    Case(
        "beyond, within and on the wrong side of the margin",
        {
            "input": np.array([2.0, 0.25, -1.5, -3.0]),
            "target": np.array([1, 1, 1, -1]),
            "reduction": "none",
        },
        expected=[0.0, 0.75, 2.5, 0.0],
        source="by hand: 1 - 0.25, 1 + 1.5, and nothing beyond a margin of 1",
    ),
    Case(
        "the example of scikit-learn's manual",
        {
            "input": np.array([-2.18, 2.36, 0.09]),
            "target": np.array([-1, 1, 1]),
        },
        expected=0.91 / 3,
        source="scikit-learn 1.9 documentation, sklearn.metrics.hinge_loss, first example: 0.30",
    ),
    *sided(draw),
    Case(
        "exactly on the margin, where the kink is",
        {"input": np.array([1.0, -1.0]), "target": np.array([1, -1])},
        no_differences="a central difference at the kink gives the mean of both slopes",
    ),
    Case(
        "scores of 1e4",
        {"input": np.array([1e4, -1e4]), "target": np.array([1, 1])},
        expected=5000.5,
        source="by hand: (0 + 1 + 1e4) / 2",
    ),
]
