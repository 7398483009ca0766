"""Inputs on which both sides of the GRU cell must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.cells import cells

CASES = [
    Case(
        "reset 3/4, update 1/2, candidate 0.6",
        {
            "input": np.ones((1, 1)),
            "hx": np.full((1, 1), 0.8),
            "weight_ih": np.zeros((3, 1)),
            "weight_hh": np.array([[0.0], [0.0], [1.0]]),
            "bias_ih": np.log([3.0, 1.0, 2.0]) - [0.0, 0.0, 0.75],
            "bias_hh": np.array([0.0, 0.0, 0.2]),
        },
        expected=[[0.7]],
        source="by hand: log 2 - 3/4 + 3/4 (0.8 + 0.2) = log 2, tanh(log 2) = 0.6, "
        "half of it and half of 0.8",
    ),
    Case(
        "two units, the update gate of the second at 3/4",
        {
            "input": np.zeros((1, 1)),
            "hx": np.array([[1.0, 0.0]]),
            "weight_ih": np.ones((6, 1)),
            "weight_hh": np.array(
                [[0, 5], [0, 5], np.log([1, 5]), np.log([3, 5]), [0, 5], [1, 5]]
            ),
            "bias_ih": np.array([0.0, 0.0, 0.0, 0.0, np.log(2), np.log(3)]),
            "bias_hh": np.array([0.0, 0.0, 0.0, 0.0, 0.0, -1.0]),
        },
        expected=[[0.8, 0.2]],
        source="by hand: halves of 0.6 and 1; a quarter of 0.8 and three quarters of 0",
    ),
    *cells(3),
]
