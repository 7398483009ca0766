"""Inputs on which both sides of tanh must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)

CASES = [
    Case(
        "inputs whose exponentials are simple",
        {"input": np.log([0.5, 1.0, 2.0, 3.0])},
        expected=[-0.6, 0.0, 0.6, 0.8],
        source="by hand: (e^z - e^-z) / (e^z + e^-z) with e^z = 1/2, 1, 2 and 3",
    ),
    Case("batch", {"input": rng.normal(size=(8, 5))}),
    Case("wide range", {"input": np.linspace(-30, 30, 61)}),
    Case(
        "close to zero, where tanh is the identity", {"input": np.array([1e-9, -1e-12])}
    ),
    Case(
        "inputs of 1e4, both signs",
        {"input": np.array([1e4, -1e4])},
        expected=[1.0, -1.0],
        source="by hand: exp(-2e4) is below the smallest float",
    ),
    Case(
        "NaN and infinities",
        {"input": np.array([np.nan, np.inf, -np.inf])},
        no_differences="infinities have no neighbors",
    ),
    Case("empty batch", {"input": np.zeros((0, 3))}),
    Case("not contiguous", {"input": rng.normal(size=(6, 8))[::2, ::3].T}),
    Case(
        "integers",
        {"input": np.arange(3)},
        error=TypeError,
        message="wanted a floating dtype, got int64",
        torch_accepts="it converts integers to the default dtype, float32",
    ),
]
