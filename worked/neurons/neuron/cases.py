"""Inputs on which both sides of one unit must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
x, w, b = rng.normal(size=(6, 3)), rng.normal(size=3), np.array(0.3)
args = {"input": x, "weight": w, "bias": b}
hand = {
    "input": np.array([1.0, 2.0, 3.0]),
    "weight": np.array([0.5, -1.0, 2.0]),
    "bias": np.array(0.1),
}

CASES = [
    Case(
        "three inputs, sigmoid",
        hand,
        expected=0.990048,
        source="by hand: z = 0.5 - 2 + 6 + 0.1 = 4.6, and e^-4.6 = 0.0100518",
        within=5e-7,
    ),
    Case(
        "three inputs, ReLU",
        {**hand, "activation": "relu"},
        expected=4.6,
        source="by hand: z = 4.6 is positive",
    ),
    Case(
        "three inputs turned round, ReLU",
        {**hand, "input": -hand["input"], "activation": "relu"},
        expected=0.0,
        source="by hand: z = -4.5 + 0.1 is negative",
    ),
    Case(
        "tanh of log 2",
        {
            "input": np.array([[np.log(2.0)]]),
            "weight": np.array([1.0]),
            "bias": np.array(0.0),
            "activation": "tanh",
        },
        expected=[0.6],
        source="by hand: tanh(log a) = (a^2 - 1) / (a^2 + 1)",
    ),
    *(
        Case(f"a batch, {name}", {**args, "activation": name})
        for name in ("identity", "relu", "sigmoid", "tanh")
    ),
    Case("one example", {**args, "input": x[:1]}),
    Case("two leading axes", {**args, "input": rng.normal(size=(2, 5, 3))}),
    Case("empty batch", {**args, "input": x[:0], "activation": "relu"}),
    Case("one input", {"input": x[:, :1], "weight": w[:1], "bias": b}),
    Case(
        "inputs of 1e4, saturated",
        {**args, "input": 1e4 * x},
        no_differences="a step in proportion to inputs of 1e4 leaves the saturated region",
        no_float32="the slope of a saturated unit is all rounding in float32",
    ),
    Case("inputs of 1e4, ReLU", {**args, "input": 1e4 * x, "activation": "relu"}),
    Case(
        "ReLU at its kink",
        {
            "input": np.array([[1.0, 1.0]]),
            "weight": np.array([1.0, -1.0]),
            "bias": np.array(0.0),
            "activation": "relu",
        },
        no_differences="a central difference at the kink gives the mean of both slopes",
    ),
    Case("not contiguous", {**args, "input": rng.normal(size=(6, 12)).T[::2, ::2]}),
    Case(
        "NaN in one example",
        {**args, "input": np.where(np.eye(6, 3) > 0, np.nan, x)},
        no_differences="NaN has no neighbors",
    ),
    Case(
        "a single number",
        {**args, "input": np.array(1.0)},
        error=ValueError,
        message=r"input: wanted shape \(\*, D\), got \(\)",
    ),
    Case(
        "a weight too few",
        {**args, "weight": w[:2]},
        error=ValueError,
        message=r"weight: wanted shape \(3,\), got \(2,\)",
    ),
    Case(
        "weights of two units",
        {**args, "weight": np.stack([w, w]), "bias": b},
        error=ValueError,
        message=r"weight: wanted shape \(3,\), got \(2, 3\)",
    ),
    Case(
        "two biases",
        {**args, "bias": np.zeros(2)},
        error=ValueError,
        message=r"bias: wanted shape \(\), got \(2,\)",
    ),
    Case(
        "a bias of another dtype",
        {**args, "bias": b.astype(np.float32)},
        error=TypeError,
        message="bias: wanted float64 as in input, got float32",
    ),
    Case(
        "an activation that is none",
        {**args, "activation": "reglu"},
        error=ValueError,
        message="activation: wanted one of .*'relu'.*, got 'reglu'",
    ),
    *wrong_dtypes(
        args,
        {
            "integers": {"torch_accepts": "it turns the result into a float"},
            "complex": {"torch_accepts": "it multiplies complex numbers as well"},
        },
    ),
]
