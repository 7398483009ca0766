"""Inputs on which both sides of GELU must agree."""

from dataclasses import replace

import numpy as np

from worked.checking import Case
from worked.checking.samples import elementwise

rng = np.random.default_rng(1)
VARIES = (
    "oneDNN's float32 kernel answers NaN to infinity under AVX-512, infinity under AVX2"
)

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
    *elementwise({"NaN and infinities": {"no_float32": VARIES}}),
    Case(
        "NaN and infinities in float32",
        {"input": np.array([np.nan, np.inf, -np.inf], np.float32)},
        torch_varies=VARIES,
        expected=[np.nan, np.inf, np.nan],
        source="by hand: infinity times 1; minus infinity times 0 is no number",
        no_differences="infinities have no neighbors",
    ),
    *(
        replace(case, name=f"tanh, {case.name}")
        for case in elementwise(approximate="tanh")
        if case.error is None
    ),
    Case("a narrower range", {"input": np.linspace(-12, 12, 97)}),
    Case(
        "a narrower range, tanh",
        {"input": np.linspace(-12, 12, 97), "approximate": "tanh"},
    ),
    Case("close to zero", {"input": np.array([0.0, 1e-12, -1e-9])}),
    Case(
        "inputs whose squares overflow",
        {"input": np.array([1e200, -1e200])},
        no_float32="they overflow in float32 themselves",
    ),
    Case("more than one block of a large array", {"input": rng.normal(size=(7, 9999))}),
    Case(
        "misspelt approximation",
        {"input": np.zeros(3), "approximate": "erf"},
        error=ValueError,
        message="wanted 'none' or 'tanh', got 'erf'",
    ),
]
