"""Inputs on which both sides of the LSTM must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.cells import recurrent

LEFT_OUT = {
    "grad_output shape": "its parts differ in shape; a test of its own tries wrong ones",
    "grad_output dtype": "its parts differ in shape; a test of its own tries other dtypes",
}

CASES = [
    Case(
        "three steps with gates 1/2, 3/4 and 4/5",
        {
            "input": np.ones((3, 1, 1)),
            "h_0": np.ones((1, 1, 1)),
            "c_0": np.full((1, 1, 1), 2.0),
            "weight_ih_l0": np.zeros((4, 1)),
            "weight_hh_l0": np.zeros((4, 1)),
            "bias_ih_l0": np.log([1.0, 3.0, 2.0, 4.0]),
            "bias_hh_l0": np.zeros(4),
        },
        expected=(
            0.8 * np.tanh([[[1.8]], [[1.65]], [[1.5375]]]),
            0.8 * np.tanh([[[1.5375]]]),
            [[[1.5375]]],
        ),
        source="by hand: c' = 3/4 c + 0.3, so 2, 1.8, 1.65, 1.5375",
    ),
    *recurrent(4, ("h_0", "c_0")),
]
