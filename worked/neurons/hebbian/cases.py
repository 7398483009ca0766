"""Inputs on which both sides of Hebb's and of Oja's rule must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
weight, x, y = rng.normal(size=(3, 4)), rng.normal(size=4), rng.normal(size=3)
step = {"weight": weight, "input": x, "output": y}
one = {
    "weight": np.array([[1.0, -1.0]]),
    "input": np.array([2.0, 1.0]),
    "output": np.array([1.0]),
    "lr": 0.1,
}

NO_BACKWARD = {
    "hebbian": "it takes no gradient, and nobody trains through it",
    "oja": "it takes no gradient, and nobody trains through it",
}


def both(name, args, **known):
    """Return the case of either rule."""
    return [
        Case(f"{name}, {rule}", args, function=rule, **known)
        for rule in ("hebbian", "oja")
    ]


CASES = [
    Case(
        "weights 1 and -1, inputs 2 and 1, answer 1",
        one,
        expected=[[1.2, -0.9]],
        source="by hand: 0.1 * 1 * (2, 1) is added",
    ),
    Case(
        "the same by Oja",
        one,
        function="oja",
        expected=[[1.1, -0.8]],
        source="by hand: 0.1 * 1 * (2 - 1, 1 + 1) is added",
    ),
    Case(
        "two units, one active, one inhibited",
        {
            "weight": np.zeros((2, 2)),
            "input": np.array([3.0, 0.0]),
            "output": np.array([1.0, -2.0]),
            "lr": 0.5,
        },
        expected=[[1.5, 0.0], [-3.0, 0.0]],
        source="by hand: half of the products 3 and -6; a silent input changes nothing",
    ),
    Case(
        "Oja at rest: the unit's weights are the input",
        {
            "weight": np.array([[0.6, 0.8]]),
            "input": np.array([0.6, 0.8]),
            "output": np.array([1.0]),
        },
        function="oja",
        expected=[[0.6, 0.8]],
        source="by hand: x - y w = 0",
    ),
    *both("three units", step),
    *both("default rate against 0.5", {**step, "lr": 0.5}),
    *both("rate 0", {**step, "lr": 0.0}),
    *both("silent units", {**step, "output": 0 * y}),
    *both("activities of 1e4", {**step, "input": 1e4 * x, "output": 1e4 * y}),
    *both("no inputs", {**step, "weight": weight[:, :0], "input": x[:0]}),
    *both("no units", {**step, "weight": weight[:0], "output": y[:0]}),
    *both("NaN in one input", {**step, "input": np.where(x == x[1], np.nan, x)}),
    *both(
        "not contiguous",
        {
            "weight": weight.T[:3],
            "input": np.repeat(y, 2)[::2],
            "output": np.tile(y, 2)[1::2],
        },
    ),
    *both(
        "a batch of inputs",
        {**step, "input": x[None]},
        error=ValueError,
        message=r"input: wanted shape \(4,\), got \(1, 4\)",
    ),
    *both(
        "output of other units",
        {**step, "output": x},
        error=ValueError,
        message=r"output: wanted shape \(3,\), got \(4,\)",
    ),
    *both(
        "weights of one unit as a vector",
        {**step, "weight": weight[0]},
        error=ValueError,
        message=r"weight: wanted shape \(O, D\), got \(4,\)",
        torch_accepts="it spreads the vector over all units",
    ),
    *both(
        "negative rate",
        {**step, "lr": -0.1},
        error=ValueError,
        message="lr: wanted at least 0, got -0.1",
        torch_accepts="it weakens what is active together",
    ),
    *both(
        "input of another dtype",
        {**step, "input": x.astype(np.float32)},
        error=TypeError,
        message="input: wanted float64 as in weight, got float32",
        torch_accepts="it promotes float32",
    ),
    *wrong_dtypes(
        step,
        {
            "integers": {"torch_accepts": "it promotes integers"},
            "bool": {"torch_accepts": "it promotes truth values"},
            "complex": {"torch_accepts": "it multiplies complex numbers as well"},
        },
    ),
    *wrong_dtypes(
        step,
        {
            "integers": {"torch_accepts": "it promotes integers"},
            "complex": {"torch_accepts": "it multiplies complex numbers as well"},
        },
        function="oja",
    ),
]
