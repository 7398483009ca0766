"""Inputs on which both sides of the gradient norms must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
x, upstream = rng.normal(size=(2, 6, 5))
weight = rng.normal(size=(4, 5, 5)) / 5**0.5
network = {"input": x, "weight": weight, "grad_output": upstream}
deep = {
    "input": rng.normal(size=(8, 20)),
    "weight": rng.normal(size=(30, 20, 20)) / 20**0.5,
    "grad_output": rng.normal(size=(8, 20)),
}

NO_BACKWARD = {"layer_norms": "it measures a backward pass; nobody trains through it"}

CASES = [
    Case(
        "two sigmoid units in a row, at the slopes 3/16 and 1/4",
        {
            "input": np.log([[3.0]]),
            "weight": np.array([[[1.0]], [[0.0]]]),
            "grad_output": np.array([[8.0]]),
            "activation": "sigmoid",
        },
        expected=([0.0, 0.0, 8.0], [0.0, 1.5]),
        source="by hand: sigmoid(log 3) = 3/4; 8 / 4 * 3/4 = 1.5; the weight of 0 stops the rest",
    ),
    Case(
        "two tanh units in a row",
        {
            "input": np.log([[2.0]]),
            "weight": np.array([[[1.0]], [np.log([3.0]) / 0.6]]),
            "grad_output": np.array([[1.0]]),
        },
        expected=(
            [0.64 * 0.36 * np.log(3) / 0.6, 0.36 * np.log(3) / 0.6, 1.0],
            [0.64 * 0.36 * np.log(3) / 0.6 * np.log(2), 0.36 * 0.6],
        ),
        source="by hand: tanh(log 2) = 0.6 and tanh(log 3) = 0.8, so the slopes are 0.64 and 0.36",
    ),
    Case(
        "ReLU: of two units one is silent",
        {
            "input": np.array([[1.0, 0.0]]),
            "weight": np.array([[[3.0, 0.0], [-1.0, 5.0]]]),
            "grad_output": np.array([[2.0, 7.0]]),
            "activation": "relu",
        },
        expected=([6.0, 53**0.5], [2.0]),
        source="by hand: the silent unit's 7 stops; 2 times the weight 3, 2 times the input 1",
    ),
    *(
        Case(f"four layers, {name}", {**network, "activation": name})
        for name in ("sigmoid", "tanh", "relu")
    ),
    Case("thirty layers of tanh", deep),
    Case("thirty layers of sigmoid", {**deep, "activation": "sigmoid"}),
    Case(
        "thirty layers of ReLU, weights ten times as large",
        {**deep, "weight": 10 * deep["weight"], "activation": "relu"},
        no_float32="sums of thirty layers err by more than the bound of one",
    ),
    Case(
        "norms of 1e25, whose squares overflow in float32",
        {**network, "weight": 1e5 * weight, "activation": "relu"},
    ),
    Case("no layers", {**network, "weight": weight[:0]}),
    Case(
        "one example", {key: v[-1:] if v.ndim == 2 else v for key, v in network.items()}
    ),
    Case(
        "no examples", {key: v[:0] if v.ndim == 2 else v for key, v in network.items()}
    ),
    Case("gradient zero", {**network, "grad_output": 0 * upstream}),
    Case(
        "NaN in one example",
        {**network, "input": np.where(np.eye(6, 5) > 0, np.nan, x)},
    ),
    Case(
        "not contiguous",
        {
            "input": np.repeat(x, 2, axis=1)[:, ::2],
            "weight": weight.transpose(0, 2, 1),
            "grad_output": np.repeat(upstream, 2, axis=0)[::2],
        },
    ),
    Case(
        "another activation",
        {**network, "activation": "swish"},
        error=ValueError,
        message=r"activation: wanted one of \['sigmoid', 'tanh', 'relu'\], got 'swish'",
    ),
    Case(
        "one example without its batch axis",
        {**network, "input": x[0], "grad_output": upstream[0]},
        error=ValueError,
        message=r"input: wanted shape \(N, D\), got \(5,\)",
        torch_accepts="it takes any leading axes; a weight's gradient here is a sum over rows",
    ),
    Case(
        "weights of another width",
        {**network, "weight": weight[:, :, :4]},
        error=ValueError,
        message=r"weight: wanted shape \(4, 5, 5\), got \(4, 5, 4\)",
    ),
    Case(
        "gradient of another batch",
        {**network, "grad_output": upstream[:3]},
        error=ValueError,
        message=r"grad_output: wanted shape \(6, 5\), got \(3, 5\)",
    ),
    Case(
        "gradient of another dtype",
        {**network, "grad_output": upstream.astype(np.float32)},
        error=TypeError,
        message="grad_output: wanted float64 as in input, got float32",
        torch_accepts="autograd casts it",
    ),
    *wrong_dtypes(network),
]
