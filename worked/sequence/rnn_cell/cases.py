"""Inputs on which both sides of the recurrent cell must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.cells import cells, drawn

args = drawn(1, ("hx",))

CASES = [
    Case(
        "two units, tanh of log 2 and of log 3",
        {
            "input": np.array([[1.0]]),
            "hx": np.array([[0.5, -0.5]]),
            "weight_ih": np.array([[0.0], [1.0]]),
            "weight_hh": np.array([[2.0, 2.0], [1.0, 3.0]]),
            "bias_ih": np.log([2.0, 3.0]),
            "bias_hh": np.zeros(2),
        },
        expected=[[0.6, 0.8]],
        source="by hand: the state adds 0 to the first and -1 to the second, and the input adds 1; "
        "tanh(log a) = (a^2 - 1) / (a^2 + 1)",
    ),
    Case(
        "ReLU",
        {
            "input": np.array([[1.0]]),
            "hx": np.array([[0.5, -0.5]]),
            "weight_ih": np.array([[1.0], [2.0]]),
            "weight_hh": np.array([[2.0, 4.0], [1.0, 3.0]]),
            "bias_ih": np.array([0.0, 0.25]),
            "bias_hh": np.array([-3.0, 0.5]),
            "nonlinearity": "relu",
        },
        expected=[[0.0, 1.75]],
        source="by hand: 1 + 1 - 2 - 3 is negative, 2 + 0.5 - 1.5 + 0.75 is not",
    ),
    *cells(
        1,
        changes={
            "integers": {"torch_accepts": "it adds them up and takes tanh of the sum"},
        },
    ),
    Case("a batch, ReLU", {**args, "nonlinearity": "relu"}),
    Case(
        "NaN, ReLU",
        {**args, "hx": np.where(np.eye(6, 4) > 0, np.nan, args["hx"])}
        | {"nonlinearity": "relu"},
        no_differences="NaN has no neighbors",
    ),
    Case(
        "another nonlinearity",
        {**args, "nonlinearity": "sigmoid"},
        error=ValueError,
        message="nonlinearity: wanted 'tanh' or 'relu', got 'sigmoid'",
    ),
]
