"""Inputs on which both sides of forward propagation must agree."""

from itertools import pairwise

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
examples = rng.normal(size=(6, 3))


def drawn(*sizes):
    """Draw the parameters of a network, of each layer the weights and then the biases."""
    parts = []
    for fan_in, fan_out in pairwise(sizes):
        parts += [rng.normal(0, fan_in**-0.5, size=fan_in * fan_out)]
        parts += [rng.normal(size=fan_out)]
    return np.concatenate(parts)


# The network of the page: two inputs, three hidden units, one output.
THIRTEEN = np.array([1, -1, 0.5, 1, -1, 0.5, 0, -0.5, 0.5, 1, 0.5, -1, 0.1])
page = {"input": np.array([[1.0, 2.0]]), "params": THIRTEEN, "sizes": (2, 3, 1)}
args = {"input": examples, "params": drawn(3, 4, 5, 2), "sizes": (3, 4, 5, 2)}

CASES = [
    Case(
        "two inputs, three hidden units, one output",
        page,
        expected=[[0.6]],
        source="by hand: hidden sums -1, 2, 0.5; 0 + 0.5 * 2 - 0.5 + 0.1",
    ),
    Case(
        "the same with a sigmoid at the end",
        {**page, "output": "sigmoid"},
        expected=[[0.645656]],
        source="by hand: 1 / (1 + e^-0.6), and e^-0.6 = 0.548812",
        within=5e-7,
    ),
    Case(
        "tanh of log 2 and of log 3",
        {
            "input": np.log([[2.0]]),
            "params": np.array([1, 0, np.log(3) / 0.6, 0, -2, 0.1]),
            "sizes": (1, 1, 1, 1),
            "activation": "tanh",
        },
        expected=[[-1.5]],
        source="by hand: tanh(log 2) = 0.6, tanh(log 3) = 0.8, 0.1 - 2 * 0.8 = -1.5",
    ),
    *(
        Case(f"a batch, {name}", {**args, "activation": name})
        for name in ("identity", "relu", "sigmoid", "tanh")
    ),
    *(
        Case(f"a batch, {name} at the end", {**args, "output": name})
        for name in ("relu", "sigmoid", "tanh")
    ),
    Case(
        "no hidden layer", {"input": examples, "params": drawn(3, 2), "sizes": (3, 2)}
    ),
    Case(
        "ten layers",
        {
            "input": examples,
            "params": drawn(3, *(5,) * 9, 2),
            "sizes": (3, *(5,) * 9, 2),
            "activation": "tanh",
        },
    ),
    Case("sizes as a list", {**args, "sizes": [3, 4, 5, 2]}),
    Case("one example", {**args, "input": examples[:1]}),
    Case("empty batch", {**args, "input": examples[:0]}),
    Case(
        "all parameters zero",
        {**args, "params": 0 * args["params"], "activation": "sigmoid"},
    ),
    Case(
        "all parameters zero, ReLU at its kink",
        {**args, "params": 0 * args["params"]},
        no_differences="a central difference at the kink gives the mean of both slopes",
    ),
    Case(
        "inputs of 1e4, saturated",
        {**args, "input": 1e4 * examples, "activation": "tanh"},
        no_differences="a step in proportion to inputs of 1e4 leaves the saturated region",
        no_float32="the slope of a saturated unit is all rounding in float32",
    ),
    Case("not contiguous", {**args, "input": rng.normal(size=(6, 12)).T[::2, ::2]}),
    Case(
        "NaN in one example",
        {**args, "input": np.where(np.eye(6, 3) > 0, np.nan, examples)},
        no_differences="NaN has no neighbors",
    ),
    Case(
        "one example without its batch axis",
        {**args, "input": examples[0]},
        error=ValueError,
        message=r"input: wanted shape \(N, 3\), got \(3,\)",
        torch_accepts="it takes any leading axes; the deltas here are matrices",
    ),
    Case(
        "inputs of another width",
        {**args, "input": examples[:, :2]},
        error=ValueError,
        message=r"input: wanted shape \(N, 3\), got \(6, 2\)",
    ),
    Case(
        "a parameter too few",
        {**args, "params": args["params"][1:]},
        error=ValueError,
        message=r"params: wanted shape \(53,\), got \(52,\)",
    ),
    Case(
        "sizes of another network",
        {**args, "sizes": (3, 4, 2)},
        error=ValueError,
        message=r"params: wanted shape \(26,\), got \(53,\)",
    ),
    Case(
        "no layers",
        {**args, "sizes": (3,)},
        error=ValueError,
        message=r"sizes: wanted inputs and one layer or more, got \(3,\)",
    ),
    Case(
        "parameters of another dtype",
        {**args, "params": args["params"].astype(np.float32)},
        error=TypeError,
        message="params: wanted float64 as in input, got float32",
    ),
    *(
        Case(
            f"a misspelt function, {name}",
            {**args, name: "relo"},
            error=ValueError,
            message=f"{name}: wanted one of .*'relu'.*, got 'relo'",
        )
        for name in ("activation", "output")
    ),
    *wrong_dtypes(
        {**args, "activation": "tanh"},
        {
            "complex": {"torch_accepts": "it multiplies complex numbers as well"},
        },
    ),
]
