"""Inputs on which both sides of the residual block must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
x = rng.normal(size=(6, 4))
params = {
    "weight1": rng.normal(size=(7, 4)),
    "bias1": rng.normal(size=7),
    "weight2": rng.normal(size=(4, 7)),
    "bias2": rng.normal(size=4),
}
block = {"input": x, **params}
KINK = "a central difference at the kink gives the mean of both slopes"

CASES = [
    Case(
        "one unit",
        {
            "input": np.array([[2.0], [-2.0]]),
            "weight1": np.array([[3.0]]),
            "bias1": np.array([-1.0]),
            "weight2": np.array([[0.5]]),
            "bias2": np.array([0.25]),
        },
        expected=[[4.75], [-1.75]],
        source="by hand: 2 + 0.5 * 5 + 0.25; the unit is silent at -2, and -2 + 0.25 is left",
    ),
    Case("a batch", block),
    Case("one example", {**block, "input": x[:1]}),
    Case("no examples", {**block, "input": x[:0]}),
    Case(
        "branch of zeros: the identity",
        {**block, "weight2": np.zeros((4, 7)), "bias2": np.zeros(4)},
        expected=x,
        source="by definition: nothing is added",
    ),
    Case("a branch that is silent", {**block, "bias1": np.full(7, -100.0)}),
    Case(
        "pre-activations of zero",
        {**block, "weight1": np.zeros((7, 4)), "bias1": np.zeros(7)},
        no_differences=KINK,
    ),
    Case(
        "no hidden units",
        {
            "input": x,
            "weight1": np.zeros((0, 4)),
            "bias1": np.zeros(0),
            "weight2": np.zeros((4, 0)),
            "bias2": params["bias2"],
        },
    ),
    Case(
        "inputs of 1e4",
        {**block, "input": 1e4 * x},
        no_float32="sums of 1e4 cancel",
        no_differences="a step in proportion to 1e4 crosses kinks",
    ),
    Case(
        "NaN in one example",
        {**block, "input": np.where(np.eye(6, 4) > 0, np.nan, x)},
        no_differences="NaN has no neighbors",
    ),
    Case("not contiguous", {**block, "input": rng.normal(size=(8, 12)).T[::2, ::2]}),
    Case(
        "one example without its batch axis",
        {**block, "input": x[0]},
        error=ValueError,
        message=r"input: wanted shape \(N, D\), got \(4,\)",
        torch_accepts="it takes any leading axes",
    ),
    Case(
        "a branch of another width than the input",
        {**block, "weight2": params["weight2"][:1], "bias2": params["bias2"][:1]},
        error=ValueError,
        message=r"weight2: wanted shape \(4, 7\), got \(1, 7\)",
    ),
    Case(
        "weights of (in, out)",
        {**block, "weight1": params["weight1"].T},
        error=ValueError,
        message=r"weight1: wanted shape \(4, 4\), got \(4, 7\)",
    ),
    Case(
        "bias of another layer",
        {**block, "bias1": params["bias2"]},
        error=ValueError,
        message=r"bias1: wanted shape \(7,\), got \(4,\)",
    ),
    Case(
        "weights of another dtype",
        {**block, "bias2": np.zeros(4, np.float32)},
        error=TypeError,
        message="bias2: wanted float64 as in input, got float32",
    ),
    *wrong_dtypes(
        block,
        {"integers": {"torch_accepts": "it multiplies and adds integers as well"}},
    ),
]
