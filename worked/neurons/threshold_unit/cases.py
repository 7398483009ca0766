"""Inputs on which both sides of the threshold unit must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

NO_BACKWARD = {
    "threshold_unit": "the slope is zero everywhere but at the jump, where there is none"
}

rng = np.random.default_rng(0)
x = rng.normal(size=(6, 3))
args = {"input": x, "weight": rng.normal(size=(4, 3)), "bias": rng.normal(size=4)}
inputs = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])

CASES = [
    Case(
        "AND, OR and NAND in three units",
        {
            "input": inputs,
            "weight": np.array([[1.0, 1.0], [1.0, 1.0], [-1.0, -1.0]]),
            "bias": np.array([-2.0, -1.0, 1.0]),
        },
        expected=[[0.0, 0.0, 1.0], [0.0, 1.0, 1.0], [0.0, 1.0, 1.0], [1.0, 1.0, 0.0]],
        source="truth tables, as McCulloch and Pitts 1943: thresholds of 2 and 1 inputs",
    ),
    Case(
        "NOT of one input",
        {
            "input": np.array([[0.0], [1.0]]),
            "weight": np.array([[-1.0]]),
            "bias": np.array([0.0]),
        },
        expected=[[1.0], [0.0]],
        source="truth table; a sum of 0 reaches the threshold 0",
    ),
    Case("four units", args),
    Case("one unit", {**args, "weight": args["weight"][:1], "bias": args["bias"][:1]}),
    Case("one example without its batch axis", {**args, "input": x[0]}),
    Case("two leading axes", {**args, "input": rng.normal(size=(2, 5, 3))}),
    Case("empty batch", {**args, "input": x[:0]}),
    Case("all weights zero", {**args, "weight": np.zeros((4, 3))}),
    Case("inputs of 1e4", {**args, "input": 1e4 * x}),
    Case("not contiguous", {**args, "input": rng.normal(size=(6, 12)).T[::2, ::2]}),
    Case(
        "NaN and infinities",
        {
            "input": np.array([[np.nan, 0.0], [np.inf, 0.0], [-np.inf, 0.0]]),
            "weight": np.array([[1.0, 1.0]]),
            "bias": np.array([0.0]),
        },
    ),
    Case(
        "a single number",
        {**args, "input": np.array(0.3)},
        error=ValueError,
        message=r"input: wanted \(\*, D\), got a single number",
    ),
    Case(
        "weights of (in, out)",
        {**args, "weight": args["weight"].T},
        error=ValueError,
        message=r"weight: wanted shape \(units, 3\), got \(3, 4\)",
    ),
    Case(
        "a bias too many",
        {**args, "bias": np.zeros(5)},
        error=ValueError,
        message=r"bias: wanted shape \(4,\), got \(5,\)",
    ),
    Case(
        "a bias of another dtype",
        {**args, "bias": args["bias"].astype(np.float32)},
        error=TypeError,
        message="bias: wanted float64 as in input, got float32",
    ),
    *wrong_dtypes(
        args, {"integers": {"torch_accepts": "its products are whole numbers, too"}}
    ),
]
