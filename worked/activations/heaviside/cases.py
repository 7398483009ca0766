"""Inputs on which both sides of the Heaviside step must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import elementwise

rng = np.random.default_rng(1)

NO_BACKWARD = {
    "heaviside": "the slope is zero everywhere but at the jump, where there is none"
}

CASES = [
    Case(
        "by definition",
        {"input": np.array([-2.0, 0.0, 3.0]), "values": np.array(0.5)},
        expected=[0.0, 0.5, 1.0],
        source="the definition: 0 below zero, 1 above, the chosen value at zero",
    ),
    Case(
        "a threshold unit that computes AND",
        {
            "input": np.array([0.0, 1.0, 1.0, 2.0]) - 1.5,
            "values": np.array(1.0),
        },
        expected=[0.0, 0.0, 0.0, 1.0],
        source="McCulloch and Pitts 1943: two inputs and a threshold between 1 and 2",
    ),
    *elementwise(
        {"bool": {"torch_accepts": "its answers are true and false there"}},
        takes_integers=True,
        values=np.array(1.0),
    ),
    Case(
        "a value for each",
        {"input": np.zeros((2, 3)), "values": rng.normal(size=(2, 3))},
    ),
    Case(
        "a value for each column",
        {"input": np.zeros((2, 3)), "values": rng.normal(size=3)},
    ),
    Case(
        "two dtypes",
        {"input": np.zeros(3), "values": np.array(1)},
        error=TypeError,
        message="values: wanted float64, as `input`, got int64",
    ),
]
