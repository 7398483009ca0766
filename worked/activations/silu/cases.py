"""Inputs on which both sides of SiLU and Swish must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import elementwise

rng = np.random.default_rng(1)
CONVERTS = "it converts to the default dtype, float32"

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
    *elementwise({"complex": {"torch_accepts": "it has the complex function"}}),
    Case(
        "swish by hand",
        {"input": np.array([2.0, -2.0]), "beta": np.array(np.log(3) / 2)},
        function="swish",
        expected=[1.5, -0.5],
        source="by hand: the gates of log 3 and -log 3 are 3/4 and 1/4",
    ),
    *elementwise(
        {
            "integers": {"torch_accepts": CONVERTS},
            "bool": {"torch_accepts": CONVERTS},
            "complex": {"torch_accepts": "it has the complex function"},
        },
        function="swish",
        beta=np.array(1.5),
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
        "swish, empty batch with a steepness per unit",
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
    Case(
        "swish, steepness of another dtype",
        {"input": np.ones(3, np.float32), "beta": np.array(1.5)},
        function="swish",
        error=TypeError,
        message="beta: wanted float32, as `input`, got float64",
        torch_accepts="it promotes to the wider dtype",
    ),
]
