"""Inputs on which both sides of mean absolute error must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
guess = rng.normal(size=(6, 3))
truth = rng.normal(size=(6, 3))

CASES = [
    Case(
        "residuals 1, 0 and -2",
        {"input": np.array([1.0, 2.0, 3.0]), "target": np.array([0.0, 2.0, 5.0])},
        expected=1.0,
        source="by hand: (1 + 0 + 2) / 3",
        no_differences="a central difference at the kink gives 0, but only by symmetry",
    ),
    Case("mean", {"input": guess, "target": truth}),
    Case("sum", {"input": guess, "target": truth, "reduction": "sum"}),
    Case("none", {"input": guess, "target": truth, "reduction": "none"}),
    Case(
        "residuals of 1e4",
        {"input": np.array([1e4, -1e4]), "target": np.array([-1e4, 1e4])},
        expected=2e4,
        source="by hand: both residuals are 2e4 in size",
    ),
    Case(
        "large offset",
        {"input": guess + 1e4, "target": truth + 1e4},
        looser="1e4 + y keeps 12 digits of y",
        rtol=1e-8,
        no_differences="the best step grows with the offset and crosses the kink",
        no_float32="1e4 + y keeps 3 digits of y in float32",
    ),
    Case(
        "perfect prediction, where the kink is",
        {"input": guess, "target": guess},
        no_differences="a central difference at the kink gives 0, but only by symmetry",
    ),
    Case(
        "infinities",
        {
            "input": np.array([np.inf, -np.inf, 0.0]),
            "target": np.array([0.0, 0.0, np.inf]),
            "reduction": "none",
        },
        no_differences="infinities have no neighbors",
    ),
    Case("one example", {"input": guess[:1], "target": truth[:1]}),
    Case(
        "empty batch",
        {"input": np.zeros((0, 3)), "target": np.zeros((0, 3))},
        no_differences="0/0: the answer is NaN",
    ),
    Case(
        "empty batch, sum",
        {"input": np.zeros((0, 3)), "target": np.zeros((0, 3)), "reduction": "sum"},
    ),
    Case(
        "not contiguous",
        {"input": rng.normal(size=(8, 6))[::2, ::3].T, "target": truth[:4, :2].T},
    ),
    # PyTorch broadcasts this one with a warning, which the tests count as a refusal.
    Case(
        "a column against a row",
        {"input": np.zeros((4, 1)), "target": np.zeros(4)},
        error=ValueError,
        message=r"target: wanted shape \(4, 1\), got \(4,\)",
    ),
    Case(
        "integers",
        {"input": np.arange(3), "target": np.arange(3)},
        error=TypeError,
        message="input: wanted a floating dtype, got int64",
    ),
    Case(
        "misspelt reduction",
        {"input": guess, "target": truth, "reduction": "average"},
        error=ValueError,
        message="wanted 'none', 'mean' or 'sum', got 'average'",
    ),
]
