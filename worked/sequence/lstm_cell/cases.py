"""Inputs on which both sides of the LSTM cell must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.cells import cells, drawn

args = drawn(4, ("hx", "cx"))
odds = np.log([1.0, 3.0, 2.0, 4.0])  # gates 1/2 and 3/4, candidate 0.6, output gate 4/5
one = {"weight_ih": np.zeros((4, 1)), "weight_hh": np.zeros((4, 1))}
# Rows of two units, gate by gate: the input gates of both units come first.
two = np.log([1.0, 3.0, 3.0, 1.0, 2.0, 3.0, 4.0, 1.0])

CASES = [
    Case(
        "gates 1/2, 3/4 and 4/5, candidate 0.6",
        {
            "input": np.ones((1, 1)),
            "hx": np.ones((1, 1)),
            "cx": (np.log([[3.0]]) - 0.3) / 0.75,
            **one,
            "bias_ih": odds,
            "bias_hh": np.zeros(4),
        },
        expected=([[0.64]], np.log([[3.0]])),
        source="by hand: sigmoid(log a) = a / (1 + a) and tanh(log 2) = 0.6; c' = 0.75 c + 0.3, "
        "which is log 3; h' = 0.8 tanh(log 3) = 0.8 * 0.8",
    ),
    Case(
        "two units whose gates come from the hidden state",
        {
            "input": np.zeros((1, 1)),
            "hx": np.array([[1.0, 0.0]]),
            "cx": np.array([[0.0, 2.0]]),
            "weight_ih": np.ones((8, 1)),
            "weight_hh": np.stack([two, np.full(8, 7.0)], axis=1),
            "bias_ih": np.zeros(8),
            "bias_hh": np.zeros(8),
        },
        expected=(
            [[0.8 * np.tanh(0.3), 0.5 * np.tanh(1.6)]],
            [[0.3, 1.6]],
        ),
        source="by hand: c' = 3/4 * 0 + 1/2 * 0.6 and 1/2 * 2 + 3/4 * 0.8; output gates 4/5, 1/2",
    ),
    *cells(4, ("hx", "cx")),
    Case(
        "memory of 50",
        {**args, "cx": 50 * args["cx"]},
        no_float32="tanh'(50) is all rounding",
        no_differences="a step in proportion to 50 leaves the saturated region",
    ),
    Case(
        "cell state of another dtype",
        {**args, "cx": args["cx"].astype(np.float32)},
        error=TypeError,
        message="cx: wanted float64 as in input, got float32",
        torch_accepts="it promotes the memory",
    ),
]
