"""Inputs on which both sides of the network's Jacobian must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
x = rng.normal(size=5)
weight = rng.normal(size=(4, 5, 5)) / 5**0.5
network = {"input": x, "weight": weight}
deep = {
    "input": rng.normal(size=20),
    "weight": rng.normal(size=(30, 20, 20)) / 20**0.5,
}

NO_BACKWARD = {
    "jacobian_product": "it is a derivative itself; nobody trains through it"
}

CASES = [
    Case(
        "one layer of tanh, slopes 0.64 and 0.36",
        {"input": np.log([2.0, 3.0]), "weight": np.array([[[1.0, 0.0], [0.0, 1.0]]])},
        expected=[[0.64, 0.0], [0.0, 0.36]],
        source="by hand: tanh(log 2) = 0.6 and tanh(log 3) = 0.8, the slope is 1 - tanh^2",
    ),
    Case(
        "two layers of ReLU, one unit silent",
        {
            "input": np.array([1.0, 1.0]),
            "weight": np.array([[[1.0, 2.0], [1.0, -3.0]], [[4.0, 5.0], [6.0, 7.0]]]),
            "activation": "relu",
        },
        expected=[[4.0, 8.0], [6.0, 12.0]],
        source="by hand: the second unit, at -2, is silent, so its row (1, -3) becomes (0, 0)",
    ),
    Case(
        "sigmoids at zero",
        {
            "input": np.zeros(2),
            "weight": np.array([[[1.0, 2.0], [3.0, 4.0]]]),
            "activation": "sigmoid",
        },
        expected=[[0.25, 0.5], [0.75, 1.0]],
        source="by hand: a quarter of the weights",
    ),
    *(
        Case(f"four layers, {name}", {**network, "activation": name})
        for name in ("sigmoid", "tanh", "relu")
    ),
    Case("thirty layers of tanh", deep),
    Case("thirty layers of sigmoid", {**deep, "activation": "sigmoid"}),
    Case("thirty layers of ReLU", {**deep, "activation": "relu"}),
    Case("no layers", {**network, "weight": weight[:0]}),
    Case("no units", {"input": x[:0], "weight": weight[:, :0, :0]}),
    Case("one unit", {"input": x[:1], "weight": weight[:, :1, :1]}),
    Case("saturated by an input of 1e4", {**network, "input": 1e4 * x}),
    Case("NaN", {**network, "input": np.where(np.arange(5) == 2, np.nan, x)}),
    Case(
        "not contiguous",
        {"input": np.repeat(x, 2)[::2], "weight": weight.transpose(0, 2, 1)},
    ),
    Case(
        "a batch",
        {**network, "input": np.zeros((3, 5))},
        error=ValueError,
        message=r"input: wanted shape \(D,\), got \(3, 5\)",
    ),
    Case(
        "weights of another width",
        {**network, "weight": weight[:, :, :4]},
        error=ValueError,
        message=r"weight: wanted shape \(4, 5, 5\), got \(4, 5, 4\)",
    ),
    Case(
        "weights of another dtype",
        {**network, "weight": weight.astype(np.float32)},
        error=TypeError,
        message="weight: wanted float64 as in input, got float32",
    ),
    Case(
        "another activation",
        {**network, "activation": None},
        error=ValueError,
        message=r"activation: wanted one of .*, got None",
    ),
    *wrong_dtypes(network),
]
