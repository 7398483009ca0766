"""Inputs on which both sides of multi-class margin loss must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.losses import classified, labels_of

rng = np.random.default_rng(0)
scores = rng.normal(size=(6, 4))
labels = np.array([0, 3, 1, 1, 2, 0])
weight = np.array([0.5, 2.0, 1.0, 3.0])
by_hand = {"input": np.array([[0.5, 1.0, -2.0]]), "target": np.array([0])}


def draw(rng, shape):
    """Return scores and classes."""
    return {"input": rng.normal(size=shape), "target": labels_of(rng, shape)}


CONSTANTS = {
    "weight": "a setting, not a quantity to learn; the library gives it no gradient"
}

UNWRITTEN = "PyTorch's answer is memory that nobody wrote; a test holds ours, NaN and 0"

CASES = [
    Case(
        "one of two rivals within the margin",
        by_hand,
        expected=0.5,
        source="by hand: (max(0, 1 - 0.5 + 1) + max(0, 1 - 0.5 - 2)) / 3",
    ),
    Case(
        "squared violations",
        {**by_hand, "p": 2},
        expected=0.75,
        source="by hand: 1.5^2 / 3",
    ),
    Case(
        "margin 3",
        {**by_hand, "margin": 3.0},
        expected=4 / 3,
        source="by hand: (3.5 + 0.5) / 3",
    ),
    Case(
        "two classes",
        {"input": np.array([[0.25, 0.0]]), "target": np.array([0])},
        expected=0.375,
        source="by hand: half of 1 - 0.25, the hinge loss of the gap",
    ),
    *classified(
        draw,
        {
            "float16": {"torch_accepts": ""},
            "one row without a batch": {
                "torch_accepts": "it takes a single row as well; we keep to the matrix"
            },
            "NaN": "a NaN score stays visible here; PyTorch counts it as no violation",
            "empty batch": UNWRITTEN,
            "empty batch, sum": UNWRITTEN,
        },
    ),
    Case("squared", {"input": scores, "target": labels, "p": 2}),
    Case(
        "class weights, squared, margin 0.3, none",
        {
            "input": scores,
            "target": labels,
            "p": 2,
            "margin": 0.3,
            "weight": weight,
            "reduction": "none",
        },
    ),
    Case("ties", {"input": np.zeros((2, 3)), "target": np.array([0, 2])}),
    Case(
        "exactly on the margin, where the kink is",
        {"input": np.array([[1.0, 0.0, 2.0]]), "target": np.array([0])},
        no_differences="a central difference at the kink gives the mean of both slopes",
    ),
    Case(
        "scores of 1e4",
        {
            "input": np.array([[1e4, -1e4, 0.0], [-1e4, 1e4, 0.0]]),
            "target": np.array([0, 0]),
        },
        expected=(20001 + 10001) / 6,
        source="by hand: nothing for the first row, (1 + 2e4) + (1 + 1e4) for the second",
    ),
    Case(
        "cubed",
        {"input": scores, "target": labels, "p": 3},
        error=ValueError,
        message="p: wanted 1 or 2, got 3",
    ),
    Case(
        "labels as floats",
        {"input": scores, "target": labels.astype(float)},
        error=TypeError,
        message="target: wanted integer class indices, got float64",
    ),
    Case(
        "large offset",
        {"input": scores + 1e4, "target": labels},
        looser="1e4 + z keeps 12 digits of z",
        rtol=1e-8,
        no_differences="the best step grows with the offset and crosses kinks",
        no_float32="1e4 + z keeps 3 digits of z in float32",
    ),
]
