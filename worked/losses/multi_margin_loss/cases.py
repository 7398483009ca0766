"""Inputs on which both sides of multi-class margin loss must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
scores = rng.normal(size=(6, 4))
labels = np.array([0, 3, 1, 1, 2, 0])
weight = np.array([0.5, 2.0, 1.0, 3.0])
by_hand = {"input": np.array([[0.5, 1.0, -2.0]]), "target": np.array([0])}

CONSTANTS = {
    "weight": "a setting, not a quantity to learn; the library gives it no gradient"
}

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
    Case("mean", {"input": scores, "target": labels}),
    Case("sum", {"input": scores, "target": labels, "reduction": "sum"}),
    Case("none", {"input": scores, "target": labels, "reduction": "none"}),
    Case("squared", {"input": scores, "target": labels, "p": 2}),
    Case("class weights", {"input": scores, "target": labels, "weight": weight}),
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
    Case(
        "class weights, sum",
        {"input": scores, "target": labels, "weight": weight, "reduction": "sum"},
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
        "large offset",
        {"input": scores + 1e4, "target": labels},
        looser="1e4 + z keeps 12 digits of z",
        rtol=1e-8,
        no_differences="the best step grows with the offset and crosses kinks",
        no_float32="1e4 + z keeps 3 digits of z in float32",
    ),
    Case("one class", {"input": scores[:, :1], "target": np.zeros(6, np.int64)}),
    Case("one example", {"input": scores[:1], "target": labels[:1]}),
    # Of an empty batch PyTorch's mean and sum return memory that nobody wrote; ours are NaN and 0.
    Case(
        "empty batch, none",
        {
            "input": np.zeros((0, 3)),
            "target": np.zeros(0, np.int64),
            "reduction": "none",
        },
    ),
    Case(
        "not contiguous",
        {"input": rng.normal(size=(8, 12))[::2, ::3], "target": labels[:4]},
    ),
    Case(
        "cubed",
        {"input": scores, "target": labels, "p": 3},
        error=ValueError,
        message="p: wanted 1 or 2, got 3",
    ),
    Case(
        "label that is no class",
        {"input": scores, "target": labels + 1},
        error=ValueError,
        message="wanted classes from 0 to 3, got 4",
    ),
    Case(
        "labels of another batch",
        {"input": scores, "target": labels[:5]},
        error=ValueError,
        message=r"target: wanted shape \(6,\), got \(5,\)",
    ),
    Case(
        "labels as floats",
        {"input": scores, "target": labels.astype(float)},
        error=TypeError,
        message="target: wanted integer class indices, got float64",
    ),
    Case(
        "weights of other classes",
        {"input": scores, "target": labels, "weight": weight[:3]},
        error=ValueError,
        message=r"weight: wanted shape \(4,\), got \(3,\)",
    ),
    Case(
        "one row without a batch",
        {"input": scores[0], "target": np.array(1)},
        error=ValueError,
        message=r"wanted scores of shape \(N, C\)",
        torch_accepts="it takes a single row as well; we keep to the matrix",
    ),
    Case(
        "misspelt reduction",
        {"input": scores, "target": labels, "reduction": "average"},
        error=ValueError,
        message="wanted 'none', 'mean' or 'sum', got 'average'",
    ),
    Case(
        "integers for scores",
        {"input": np.zeros((2, 3), np.int64), "target": np.array([0, 1])},
        error=TypeError,
        message="input: wanted a floating dtype, got int64",
    ),
]
