"""Inputs on which both sides of SiLU and Swish must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)

CASES = [
    Case(
        "inputs whose sigmoids are simple",
        {"input": np.log([1 / 4, 1.0, 3.0])},
        expected=[-0.2 * np.log(4), 0.0, 0.75 * np.log(3)],
        source="by hand: the gates of -log 4, 0 and log 3 are 1/5, 1/2 and 3/4",
    ),
    Case(
        "the minimum",
        {"input": np.array([-1.2785])},
        expected=[-0.2785],
        source="by hand: the slope is zero where 1 + z + e^z = 0, and there z sigmoid(z) = 1 + z",
        within=5e-5,
    ),
    Case("batch", {"input": rng.normal(size=(8, 5))}),
    Case("wide range", {"input": np.linspace(-40, 40, 81)}),
    Case("inputs of 1e4, both signs", {"input": np.array([1e4, -1e4])}),
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
    ),
    Case(
        "swish by hand",
        {"input": np.array([2.0, -2.0]), "beta": np.array(np.log(3) / 2)},
        function="swish",
        expected=[1.5, -0.5],
        source="by hand: the gates of log 3 and -log 3 are 3/4 and 1/4",
    ),
    Case(
        "swish, one steepness",
        {"input": rng.normal(size=(8, 5)), "beta": np.array(1.5)},
        function="swish",
    ),
    Case(
        "swish, one steepness per unit",
        {"input": rng.normal(size=(2, 4, 5)), "beta": rng.normal(size=5)},
        function="swish",
    ),
    Case(
        "swish, steepness 0",
        {"input": rng.normal(size=(4, 3)), "beta": np.zeros(3)},
        function="swish",
    ),
    Case(
        "swish, inputs of 1e4",
        {"input": np.array([1e4, -1e4]), "beta": np.array(2.0)},
        function="swish",
    ),
    Case(
        "swish, empty batch",
        {"input": np.zeros((0, 3)), "beta": np.ones(3)},
        function="swish",
    ),
    Case(
        "swish, steepness of another number of units",
        {"input": np.zeros((2, 3)), "beta": np.ones(2)},
        function="swish",
        error=ValueError,
        message=r"wanted shape \(\) or \(3,\), got \(2,\)",
    ),
]
