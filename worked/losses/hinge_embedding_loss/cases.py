"""Inputs on which both sides of hinge embedding loss must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
distance = 2 * rng.uniform(size=(6, 3))
similar = np.where(rng.uniform(size=(6, 3)) < 0.5, -1, 1)

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
    Case("mean", {"input": distance, "target": similar}),
    Case("sum", {"input": distance, "target": similar, "reduction": "sum"}),
    Case("none", {"input": distance, "target": similar, "reduction": "none"}),
    Case("labels as floats", {"input": distance, "target": similar.astype(float)}),
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
    Case(
        "NaN and infinities",
        {
            "input": np.array([np.nan, np.inf, np.inf]),
            "target": np.array([1, 1, -1]),
            "reduction": "none",
        },
        no_differences="infinities have no neighbors",
    ),
    Case("one example", {"input": distance[:1], "target": similar[:1]}),
    Case(
        "empty batch",
        {"input": np.zeros(0), "target": np.zeros(0, np.int64)},
        no_differences="0/0: the answer is NaN",
    ),
    Case(
        "not contiguous",
        {"input": rng.normal(size=(8, 6))[::2, ::3].T, "target": similar[:4, :2].T},
    ),
    Case(
        "labels 0 and 1",
        {"input": np.array([0.5, 0.5]), "target": np.array([1, 0])},
        error=ValueError,
        message=r"target: wanted labels -1 or \+1, got 0",
        torch_accepts="it adds both branches for a label that is neither",
    ),
    Case(
        "a column against a row",
        {"input": np.zeros((4, 1)), "target": np.ones(4, np.int64)},
        error=ValueError,
        message=r"target: wanted shape \(4, 1\), got \(4,\)",
        torch_accepts="it broadcasts, without a warning",
    ),
    Case(
        "integer distances",
        {"input": np.arange(2), "target": np.array([1, -1])},
        error=TypeError,
        message="input: wanted a floating dtype, got int64",
    ),
    Case(
        "misspelt reduction",
        {"input": distance, "target": similar, "reduction": "average"},
        error=ValueError,
        message="wanted 'none', 'mean' or 'sum', got 'average'",
    ),
]
