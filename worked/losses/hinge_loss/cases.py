"""Inputs on which both sides of hinge loss must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
scores = 2 * rng.normal(size=(6, 3))
side = np.where(rng.uniform(size=(6, 3)) < 0.5, -1, 1)

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
    Case("mean", {"input": scores, "target": side}),
    Case("sum", {"input": scores, "target": side, "reduction": "sum"}),
    Case("none", {"input": scores, "target": side, "reduction": "none"}),
    Case("labels as floats", {"input": scores, "target": side.astype(float)}),
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
    Case(
        "infinities",
        {
            "input": np.array([np.inf, -np.inf]),
            "target": np.array([1, 1]),
            "reduction": "none",
        },
        no_differences="infinities have no neighbors",
    ),
    Case("one example", {"input": scores[:1], "target": side[:1]}),
    Case(
        "empty batch",
        {"input": np.zeros(0), "target": np.zeros(0, np.int64)},
        no_differences="0/0: the answer is NaN",
    ),
    Case(
        "not contiguous",
        {"input": rng.normal(size=(8, 6))[::2, ::3].T, "target": side[:4, :2].T},
    ),
    Case(
        "labels 0 and 1",
        {"input": np.array([0.5, 0.5]), "target": np.array([1, 0])},
        error=ValueError,
        message=r"target: wanted labels -1 or \+1, got 0",
        torch_accepts="clamp knows nothing of labels",
    ),
    Case(
        "a column against a row",
        {"input": np.zeros((4, 1)), "target": np.ones(4, np.int64)},
        error=ValueError,
        message=r"target: wanted shape \(4, 1\), got \(4,\)",
        torch_accepts="the product broadcasts, without a warning",
    ),
    Case(
        "integer scores",
        {"input": np.arange(2), "target": np.array([1, -1])},
        error=TypeError,
        message="input: wanted a floating dtype, got int64",
    ),
    Case(
        "misspelt reduction",
        {"input": scores, "target": side, "reduction": "average"},
        error=ValueError,
        message="wanted 'none', 'mean' or 'sum', got 'average'",
    ),
]
