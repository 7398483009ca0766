"""Inputs on which both sides of mean squared error must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
guess = rng.normal(size=(6, 3))
truth = rng.normal(size=(6, 3))
three = {"input": np.array([1.0, 2.0, 3.0]), "target": np.array([0.0, 2.0, 5.0])}

CASES = [
    Case(
        "residuals 1, 0 and -2",
        three,
        expected=5 / 3,
        source="by hand: (1 + 0 + 4) / 3",
    ),
    Case(
        "residuals 1, 0 and -2, sum",
        {**three, "reduction": "sum"},
        expected=5.0,
        source="by hand: 1 + 0 + 4",
    ),
    Case(
        "residuals 1, 0 and -2, none",
        {**three, "reduction": "none"},
        expected=[1.0, 0.0, 4.0],
        source="by hand: the squares",
    ),
    Case("mean", {"input": guess, "target": truth}),
    Case("sum", {"input": guess, "target": truth, "reduction": "sum"}),
    Case("none", {"input": guess, "target": truth, "reduction": "none"}),
    Case(
        "residuals of 1e4",
        {"input": np.array([1e4, -1e4]), "target": np.array([-1e4, 1e4])},
        expected=4e8,
        source="by hand: (2e4)^2",
    ),
    Case(
        "large offset",
        {"input": guess + 1e4, "target": truth + 1e4},
        looser="1e4 + y keeps 12 digits of y",
        rtol=1e-8,
        no_float32="1e4 + y keeps 3 digits of y in float32",
    ),
    Case("perfect prediction", {"input": guess, "target": guess}),
    Case(
        "NaN and infinities",
        {
            "input": np.array([np.nan, np.inf, -np.inf]),
            "target": np.zeros(3),
            "reduction": "none",
        },
        no_differences="infinities have no neighbors",
    ),
    Case("one example", {"input": guess[:1], "target": truth[:1]}),
    Case("a single number", {"input": np.array(0.5), "target": np.array(2.0)}),
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
    # PyTorch broadcasts the next two with a warning, which the tests count as a refusal.
    Case(
        "a column against a row",
        {"input": np.zeros((4, 1)), "target": np.zeros(4)},
        error=ValueError,
        message=r"target: wanted shape \(4, 1\), got \(4,\)",
    ),
    Case(
        "targets of another batch",
        {"input": guess, "target": truth[:5]},
        error=ValueError,
        message=r"target: wanted shape \(6, 3\), got \(5, 3\)",
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
