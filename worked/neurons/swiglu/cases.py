"""Inputs on which both sides of the gated feed-forward block must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
x = rng.normal(size=(6, 3))
params = {
    "weight_gate": rng.normal(size=(5, 3)),
    "weight_up": rng.normal(size=(5, 3)),
    "weight_down": rng.normal(size=(4, 5)),
}
args = {"input": x, **params}

CASES = [
    Case(
        "two hidden units at log 3",
        {
            "input": np.log([[3.0, 1.0]]),
            "weight_gate": np.array([[1.0, 7.0], [-1.0, 0.0]]),
            "weight_up": np.array([[2.0, 0.0], [4.0, 5.0]]),
            "weight_down": np.array([[1.0, 0.0], [10.0, 1.0]]),
        },
        expected=np.log(3) ** 2 * np.array([[1.5, 14.0]]),
        source="by hand: SiLU(log 3) = 3/4 log 3, SiLU(-log 3) = -1/4 log 3; products 3/2 and -1",
    ),
    Case(
        "a closed gate",
        {
            "input": np.array([[-1e3, 1.0]]),
            "weight_gate": np.array([[1.0, 0.0]]),
            "weight_up": np.array([[0.0, 1.0]]),
            "weight_down": np.array([[5.0]]),
        },
        expected=[[0.0]],
        source="derived: the sigmoid of -1000 is below 1e-400",
        no_differences="a step in proportion to 1e3 spans the whole gate",
    ),
    Case("a batch", args),
    Case("back to as many features", {**args, "weight_down": rng.normal(size=(3, 5))}),
    Case("one example without its batch axis", {**args, "input": x[0]}),
    Case("sequences of tokens", {**args, "input": rng.normal(size=(2, 4, 3))}),
    Case("empty batch", {**args, "input": x[:0]}),
    Case("input zero", {**args, "input": np.zeros((2, 3))}),
    Case(
        "inputs of 1e4",
        {**args, "input": 1e4 * x},
        no_differences="a step in proportion to 1e4 spans the whole gate",
        no_float32="squares of 1e4 cancel in the sums, at a relative error above 2e-5",
    ),
    Case("not contiguous", {**args, "input": rng.normal(size=(6, 12)).T[::2, ::2]}),
    Case(
        "NaN in one example",
        {**args, "input": np.where(np.eye(6, 3) > 0, np.nan, x)},
        no_differences="NaN has no neighbors",
    ),
    Case(
        "a single number",
        {**args, "input": np.array(0.3)},
        error=ValueError,
        message=r"input: wanted \(\*, D\), got a single number",
    ),
    Case(
        "gate of (in, out)",
        {**args, "weight_gate": params["weight_gate"].T},
        error=ValueError,
        message=r"weight_gate: wanted shape \(hidden, 3\), got \(3, 5\)",
    ),
    Case(
        "one map wider than the other",
        {**args, "weight_up": rng.normal(size=(1, 3))},
        error=ValueError,
        message=r"weight_up: wanted shape \(5, 3\), got \(1, 3\)",
    ),
    Case(
        "weights back of (in, out)",
        {**args, "weight_down": params["weight_down"].T},
        error=ValueError,
        message=r"weight_down: wanted shape \(out, 5\), got \(5, 4\)",
    ),
    Case(
        "weights of another dtype",
        {**args, "weight_up": params["weight_up"].astype(np.float32)},
        error=TypeError,
        message="weight_up: wanted float64 as in input, got float32",
    ),
    *wrong_dtypes(
        args, {"complex": {"torch_accepts": "it multiplies complex numbers"}}
    ),
]
