"""Inputs on which both sides of cross-entropy must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
scores = rng.normal(size=(6, 4))
labels = np.array([0, 3, 1, 1, 2, 0])
weight = np.array([0.5, 2.0, 1.0, 3.0])
soft = rng.dirichlet(np.ones(4), size=6)

CONSTANTS = {
    "weight": "a setting, not a quantity to learn; the library gives it no gradient"
}

CASES = [
    Case(
        "scores whose exponentials are 1, 2 and 5",
        {"input": np.log([[1.0, 2.0, 5.0]]), "target": np.array([2])},
        expected=np.log(8 / 5),
        source="by hand: the true class has probability 5/8",
    ),
    Case(
        "logits (2, 1, 0) and class 0",
        {"input": np.array([[2.0, 1.0, 0.0]]), "target": np.array([0])},
        expected=np.log(1 + np.exp(-1) + np.exp(-2)),
        source="by hand: -log of 1 / (1 + e^-1 + e^-2), 0.4076",
    ),
    Case(
        "weights divide the mean",
        {
            "input": np.log([[1.0, 3.0], [1.0, 1.0]]),
            "target": np.array([0, 1]),
            "weight": np.array([3.0, 1.0]),
        },
        expected=(3 * np.log(4) + np.log(2)) / 4,
        source="by hand: (3 log 4 + 1 log 2) / (3 + 1)",
    ),
    Case("mean", {"input": scores, "target": labels}),
    Case("sum", {"input": scores, "target": labels, "reduction": "sum"}),
    Case("none", {"input": scores, "target": labels, "reduction": "none"}),
    Case("class weights", {"input": scores, "target": labels, "weight": weight}),
    Case(
        "class weights, none",
        {"input": scores, "target": labels, "weight": weight, "reduction": "none"},
    ),
    Case(
        "ignored rows", {"input": scores, "target": np.where(labels == 1, -100, labels)}
    ),
    Case(
        "ignored class, weights, smoothing",
        {
            "input": scores,
            "target": labels,
            "weight": weight,
            "ignore_index": 1,
            "label_smoothing": 0.1,
        },
    ),
    Case(
        "every row ignored",
        {"input": scores, "target": np.full(6, -100)},
        no_differences="0/0: the answer is NaN",
    ),
    Case(
        "label smoothing", {"input": scores, "target": labels, "label_smoothing": 0.2}
    ),
    Case(
        "nothing but smoothing",
        {"input": scores, "target": labels, "label_smoothing": 1.0},
    ),
    Case(
        "label smoothing, sum",
        {
            "input": scores,
            "target": labels,
            "weight": weight,
            "label_smoothing": 0.2,
            "reduction": "sum",
        },
    ),
    Case("class probabilities", {"input": scores, "target": soft}),
    Case(
        "class probabilities, weights, smoothing",
        {"input": scores, "target": soft, "weight": weight, "label_smoothing": 0.3},
    ),
    Case(
        "class probabilities, none",
        {"input": scores, "target": soft, "weight": weight, "reduction": "none"},
    ),
    Case("one-hot as probabilities", {"input": scores, "target": np.eye(4)[labels]}),
    Case(
        "logits of 1e4",
        {
            "input": np.array([[1e4, -1e4, 0.0], [-1e4, 1e4, 0.0]]),
            "target": np.array([0, 0]),
        },
        expected=1e4,
        source="by hand: right and certain costs 0, wrong by 2e4 costs 2e4; the mean is 1e4",
        no_differences="the best step grows with the logits and spans the whole transition",
    ),
    Case(
        "a masked class that is not the truth",
        {"input": np.array([[0.5, -np.inf, 1.5]]), "target": np.array([2])},
        no_differences="infinities have no neighbors",
    ),
    Case("one example", {"input": scores[:1], "target": labels[:1]}),
    Case(
        "empty batch",
        {"input": np.zeros((0, 3)), "target": np.zeros(0, np.int64)},
        no_differences="0/0: the answer is NaN",
    ),
    Case(
        "empty batch, sum",
        {
            "input": np.zeros((0, 3)),
            "target": np.zeros(0, np.int64),
            "reduction": "sum",
        },
    ),
    Case(
        "not contiguous",
        {"input": rng.normal(size=(8, 12))[::2, ::3], "target": labels[:4]},
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
        message=r"wanted int64 of shape \(6,\), got \(5,\)",
    ),
    Case(
        "misspelt reduction",
        {"input": scores, "target": labels, "reduction": "average"},
        error=ValueError,
        message="wanted 'none', 'mean' or 'sum', got 'average'",
    ),
    Case(
        "smoothing above one",
        {"input": scores, "target": labels, "label_smoothing": 1.5},
        error=ValueError,
        message=r"wanted a share in \[0, 1\], got 1.5",
    ),
    Case(
        "weights of another number of classes",
        {"input": scores, "target": labels, "weight": weight[:3]},
        error=ValueError,
        message=r"wanted shape \(4,\), got \(3,\)",
    ),
    Case(
        "three-dimensional scores",
        {"input": np.zeros((2, 3, 4, 5)), "target": np.zeros((2, 4, 5), np.int64)},
        error=ValueError,
        message=r"wanted scores of shape \(N, C\)",
        torch_accepts="it takes (N, C, ...); we keep to the matrix that the formula speaks of",
    ),
]
