"""Inputs on which both sides of GELU must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)

CASES = [
    Case(
        "one, two and three standard deviations",
        {"input": np.array([1.0, 2.0, 3.0, -1.0])},
        expected=[0.841345, 2 * 0.977250, 3 * 0.998650, -0.158655],
        source="tables of the normal distribution: 0.841345, 0.977250 and 0.998650",
        within=2e-6,
    ),
    Case(
        "the tanh formula at 1",
        {"input": np.array([1.0]), "approximate": "tanh"},
        expected=[1 / (1 + np.exp(-2 * np.sqrt(2 / np.pi) * 1.044715))],
        source="by hand: (1 + tanh u) / 2 is the sigmoid of 2 u",
    ),
    Case("batch", {"input": rng.normal(size=(8, 5))}),
    Case("batch, tanh", {"input": rng.normal(size=(8, 5)), "approximate": "tanh"}),
    Case("wide range", {"input": np.linspace(-12, 12, 97)}),
    Case(
        "wide range, tanh", {"input": np.linspace(-12, 12, 97), "approximate": "tanh"}
    ),
    Case("between two nodes of the table", {"input": np.arange(-5, 6) + 0.5 / 256}),
    Case("close to zero", {"input": np.array([0.0, 1e-12, -1e-9])}),
    Case("inputs of 1e4, both signs", {"input": np.array([1e4, -1e4])}),
    Case(
        "inputs of 1e4, tanh",
        {"input": np.array([1e4, -1e4]), "approximate": "tanh"},
    ),
    Case(
        "NaN and infinities",
        {"input": np.array([np.nan, np.inf, -np.inf])},
        no_differences="infinities have no neighbors",
    ),
    Case(
        "NaN, tanh",
        {"input": np.array([np.nan]), "approximate": "tanh"},
        no_differences="NaN has no neighbors",
    ),
    Case(
        "inputs whose squares overflow",
        {"input": np.array([1e200, -1e200])},
        no_float32="they overflow in float32 themselves",
    ),
    Case("empty batch", {"input": np.zeros((0, 3))}),
    Case("not contiguous", {"input": rng.normal(size=(6, 8))[::2, ::3].T}),
    Case(
        "integers",
        {"input": np.arange(3)},
        error=TypeError,
        message="wanted a floating dtype, got int64",
    ),
    Case(
        "misspelt approximation",
        {"input": np.zeros(3), "approximate": "erf"},
        error=ValueError,
        message="wanted 'none' or 'tanh', got 'erf'",
    ),
]
