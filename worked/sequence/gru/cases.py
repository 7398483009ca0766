"""Inputs on which both sides of the GRU must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.cells import recurrent

LEFT_OUT = {
    "grad_output shape": "its parts differ in shape; a test of its own tries wrong ones",
    "grad_output dtype": "its parts differ in shape; a test of its own tries other dtypes",
}

CASES = [
    Case(
        "three steps with the update gate at 3/4",
        {
            "input": np.ones((3, 1, 1)),
            "h_0": np.full((1, 1, 1), -0.2),
            "weight_ih_l0": np.zeros((3, 1)),
            "weight_hh_l0": np.zeros((3, 1)),
            "bias_ih_l0": np.log([1.0, 3.0, 2.0]),
            "bias_hh_l0": np.zeros(3),
        },
        expected=([[[0.0]], [[0.15]], [[0.2625]]], [[[0.2625]]]),
        source="by hand: h' = 3/4 h + 1/4 * 0.6",
    ),
    *recurrent(3),
]
