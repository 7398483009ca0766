"""Inputs on which both sides of the recurrent network must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.cells import drawn, recurrent

args = drawn(1, ("h_0",), steps=5)

LEFT_OUT = {
    "grad_output shape": "its parts differ in shape; a test of its own tries wrong ones",
    "grad_output dtype": "its parts differ in shape; a test of its own tries other dtypes",
}

CASES = [
    Case(
        "two steps, tanh of log 2 and of log 3",
        {
            "input": np.log([[[2.0]], [[1.0]]]),
            "h_0": np.zeros((1, 1, 1)),
            "weight_ih_l0": np.ones((1, 1)),
            "weight_hh_l0": np.log([[3.0]]) / 0.6,
            "bias_ih_l0": np.zeros(1),
            "bias_hh_l0": np.zeros(1),
        },
        expected=([[[0.6]], [[0.8]]], [[[0.8]]]),
        source="by hand: tanh(log 2) = 0.6, and log 3 / 0.6 times it is log 3",
    ),
    *recurrent(1),
    Case("ReLU", {**args, "nonlinearity": "relu"}),
    Case(
        "another nonlinearity",
        {**args, "nonlinearity": "sigmoid"},
        error=ValueError,
        message="nonlinearity: wanted 'tanh' or 'relu', got 'sigmoid'",
    ),
]
