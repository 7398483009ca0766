"""Inputs on which both sides of the weighted sum must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
x, w = rng.normal(size=(2, 50))
args = {"input": x, "weight": w}

CASES = [
    Case(
        "three inputs",
        {"input": np.array([1.0, 2.0, 3.0]), "weight": np.array([0.5, -1.0, 2.0])},
        expected=4.5,
        source="by hand: 0.5 - 2 + 6",
    ),
    Case(
        "input at right angles to the weights",
        {"input": np.array([3.0, 4.0]), "weight": np.array([-4.0, 3.0])},
        expected=0.0,
        source="by hand: -12 + 12",
    ),
    Case("fifty inputs", args),
    Case("one input", {"input": x[:1], "weight": w[:1]}),
    Case(
        "no inputs",
        {"input": x[:0], "weight": w[:0]},
        expected=0.0,
        source="by definition: an empty sum",
    ),
    Case("inputs of 1e4", {"input": 1e4 * x, "weight": w}),
    Case("all inputs zero", {"input": 0 * x, "weight": w}),
    Case("not contiguous", {"input": x[::2], "weight": w[1::2]}),
    Case(
        "an infinite input against a weight of zero",
        {"input": np.array([np.inf, 1.0]), "weight": np.array([0.0, 1.0])},
        no_differences="infinity has no neighbors",
    ),
    Case(
        "NaN",
        {"input": np.array([np.nan, 1.0]), "weight": np.array([1.0, 1.0])},
        no_differences="NaN has no neighbors",
    ),
    Case(
        "a batch",
        {"input": x.reshape(5, 10), "weight": w[:10]},
        error=ValueError,
        message=r"input: wanted shape \(D,\), got \(5, 10\)",
    ),
    Case(
        "a weight too few",
        {"input": x, "weight": w[:49]},
        error=ValueError,
        message=r"weight: wanted shape \(50,\), got \(49,\)",
    ),
    Case(
        "a single weight",
        {"input": x, "weight": w[:1]},
        error=ValueError,
        message=r"weight: wanted shape \(50,\), got \(1,\)",
    ),
    Case(
        "weights of another dtype",
        {"input": x, "weight": w.astype(np.float32)},
        error=TypeError,
        message="weight: wanted float64 as in input, got float32",
    ),
    *wrong_dtypes(
        args,
        {
            "integers": {"torch_accepts": "it adds up integers as well"},
            "complex": {"torch_accepts": "it multiplies complex numbers as well"},
        },
    ),
]
