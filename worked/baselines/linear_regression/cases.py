"""Inputs on which both sides of linear regression must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.fitted import fitted

NO_BACKWARD = {
    "linear_regression": "it fits; nobody differentiates through the fit here"
}

rng = np.random.default_rng(0)
skewed = rng.normal(size=(40, 2)) * [1.0, 1e3] + [0.0, 2e3]

CASES = [
    Case(
        "three points beside a line",
        {"input": np.array([[0.0], [1.0], [2.0]]), "target": np.array([1.0, 2.0, 6.0])},
        expected=[2.5, 0.5],
        source="by hand: slope (1 * 5) / 2 from the means 1 and 3, bias 3 - 2.5",
    ),
    Case(
        "a plane, exactly",
        {
            "input": np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]),
            "target": np.array([3.0, 1.0, 7.0, 5.0]),
        },
        expected=[-2.0, 4.0, 3.0],
        source="by hand: 3 - 2 x + 4 y",
    ),
    *fitted(
        lambda score: score,
        {
            "complex": {"torch_accepts": "it fits complex numbers"},
            "float16": {"torch_accepts": ""},
        },
    ),
    Case(
        "features of unlike scales",
        {"input": skewed, "target": skewed @ [1.0, -0.002] + 4},
        no_float32="a condition number of 4e3 leaves four digits in float32",
    ),
    Case(
        "fewer examples than weights",
        {"input": np.ones((2, 2)), "target": np.ones(2)},
        error=ValueError,
        message=r"input: wanted .* more examples than features, got \(2, 2\)",
    ),
]
