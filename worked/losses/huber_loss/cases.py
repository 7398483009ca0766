"""Inputs on which both sides of Huber loss must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
guess = 2 * rng.normal(size=(6, 3))
truth = 2 * rng.normal(size=(6, 3))

CASES = [
    Case(
        "residuals 0.5, -2 and 0",
        {
            "input": np.array([0.5, 1.0, 4.0]),
            "target": np.array([0.0, 3.0, 4.0]),
            "reduction": "none",
        },
        expected=[0.125, 1.5, 0.0],
        source="by hand: 0.5^2 / 2, then 1 (2 - 1/2), then 0",
    ),
    Case(
        "residual 6, delta 2",
        {"input": np.array([6.0]), "target": np.array([0.0]), "delta": 2.0},
        expected=10.0,
        source="by hand: 2 (6 - 2/2)",
    ),
    Case("mean", {"input": guess, "target": truth}),
    Case("sum", {"input": guess, "target": truth, "reduction": "sum"}),
    Case("none", {"input": guess, "target": truth, "reduction": "none"}),
    Case("small delta", {"input": guess, "target": truth, "delta": 0.1}),
    Case("large delta", {"input": guess, "target": truth, "delta": 100.0}),
    Case(
        "residuals of exactly delta",
        {
            "input": np.array([2.0, -2.0]),
            "target": np.zeros(2),
            "reduction": "none",
            "delta": 2.0,
        },
        no_differences="the second derivative jumps here",
    ),
    Case(
        "residuals of 1e4",
        {"input": np.array([1e4, -1e4]), "target": np.array([-1e4, 1e4])},
        expected=19999.5,
        source="by hand: 2e4 - 1/2",
    ),
    Case(
        "large offset",
        {"input": guess + 1e4, "target": truth + 1e4},
        looser="1e4 + y keeps 12 digits of y",
        rtol=1e-8,
        no_differences="the best step grows with the offset and crosses the bend",
        no_float32="1e4 + y keeps 3 digits of y in float32",
    ),
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
    Case(
        "empty batch",
        {"input": np.zeros((0, 3)), "target": np.zeros((0, 3))},
        no_differences="0/0: the answer is NaN",
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
        "delta of zero",
        {"input": guess, "target": truth, "delta": 0.0},
        error=ValueError,
        message="delta: wanted a number above 0, got 0.0",
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
