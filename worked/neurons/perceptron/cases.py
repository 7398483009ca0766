"""Inputs on which both sides of the perceptron rule must agree, weight for weight."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

NO_BACKWARD = {
    "perceptron": "it fits, by a rule of its own that is no gradient",
    "mistake_bound": "it is a bound to be read, and nobody descends on it",
}

rng = np.random.default_rng(0)
corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
x = rng.normal(size=(20, 3))
y = (x @ [1.0, -2.0, 0.5] + 0.3 > 0).astype(float)
args = {"input": x, "target": y, "order": np.tile(np.arange(20), 30)}
gates = {"AND": [0.0, 0.0, 0.0, 1.0], "OR": [0.0, 1.0, 1.0, 1.0]}
SEPARATES = np.array([1.0, -2.0, 0.5, 0.3])

CASES = [
    Case(
        "four visits of AND",
        {
            "input": corners,
            "target": np.array(gates["AND"]),
            "order": np.array([0, 1, 3, 3]),
        },
        expected=[[0.0, 0.0, 0.0], [0.0, 0.0, -1.0], [1.0, 1.0, 0.0]],
        source="by hand: 0 answers 1, so the bias falls; -1 is right; -1 is wrong; then 2 is right",
    ),
    Case(
        "one example on either side, at half the rate",
        {
            "input": np.array([[2.0], [-1.0]]),
            "target": np.array([1.0, 0.0]),
            "order": np.array([0, 1, 0, 1]),
            "lr": 0.5,
        },
        expected=[[0.0, 0.0], [0.5, -0.5]],
        source="by hand: 0 answers 1, right for the first; minus half of (-1, 1); both are right",
    ),
    Case(
        "bound of two points at distance 1",
        {
            "input": np.array([[1.0], [-1.0]]),
            "target": np.array([1.0, 0.0]),
            "weight": np.array([3.0, 0.0]),
        },
        function="mistake_bound",
        expected=2.0,
        source="by hand: R = |(1, 1)|, the margin is 1, and the length of the weights cancels",
    ),
    Case(
        "bound of a hyperplane with the wrong sign",
        {
            "input": np.array([[1.0], [-1.0]]),
            "target": np.array([1.0, 0.0]),
            "weight": np.array([-3.0, 0.0]),
        },
        function="mistake_bound",
        expected=np.inf,
        source="by definition: it separates nothing",
    ),
    *(
        Case(
            f"{name}, ten epochs",
            {
                "input": corners,
                "target": np.array(target),
                "order": np.tile(np.arange(4), 10),
            },
        )
        for name, target in {**gates, "XOR": [0.0, 1.0, 1.0, 0.0]}.items()
    ),
    Case("twenty examples that can be separated", args),
    Case("in another order", {**args, "order": np.tile(rng.permutation(20), 30)}),
    Case("a rate of a quarter", {**args, "lr": 0.25}),
    Case("no visits", {**args, "order": np.arange(0)}),
    Case("no mistakes", {**args, "target": np.ones(20)}),
    Case("features of 1e4", {**args, "input": 1e4 * x}),
    Case(
        "not contiguous", {**args, "input": np.repeat(x, 2, axis=1)[:, ::2], "lr": 2.0}
    ),
    Case(
        "bound of twenty examples",
        {"input": x, "target": y, "weight": SEPARATES},
        function="mistake_bound",
    ),
    Case(
        "bound of weights that do not separate",
        {"input": x, "target": y, "weight": np.array([1.0, 0.0, 0.0, 0.0])},
        function="mistake_bound",
    ),
    Case(
        "bound of an example on the hyperplane",
        {
            "input": np.array([[1.0], [0.0]]),
            "target": np.array([1.0, 0.0]),
            "weight": np.array([1.0, 0.0]),
        },
        function="mistake_bound",
    ),
    Case(
        "bound of weights without a bias",
        {"input": x, "target": y, "weight": np.ones(3)},
        function="mistake_bound",
        error=ValueError,
        message=r"weight: wanted shape \(4,\), got \(3,\)",
    ),
    Case(
        "bound of weights of another dtype",
        {"input": x, "target": y, "weight": SEPARATES.astype(np.float32)},
        function="mistake_bound",
        error=TypeError,
        message="weight: wanted float64 as in input, got float32",
    ),
    Case(
        "labels -1 and 1",
        {**args, "target": 2 * y - 1},
        error=ValueError,
        message="target: wanted labels 0 or 1, got -1.0",
        torch_accepts="it evaluates the formula",
    ),
    Case(
        "a target less",
        {**args, "target": y[1:]},
        error=ValueError,
        message=r"target: wanted shape \(20,\), got \(19,\)",
    ),
    Case(
        "one example without its batch axis",
        {**args, "input": x[0]},
        error=ValueError,
        message=r"input: wanted \(N, D\) .*, got \(3,\)",
    ),
    Case(
        "no examples",
        {**args, "input": x[:0], "target": y[:0], "order": np.arange(0)},
        error=ValueError,
        message=r"input: wanted \(N, D\) .*, got \(0, 3\)",
    ),
    Case(
        "targets of another dtype",
        {**args, "target": y.astype(np.float32)},
        error=TypeError,
        message="target: wanted float64 as in input, got float32",
    ),
    Case(
        "rows as floats",
        {**args, "order": np.array([0.0, 1.0])},
        error=TypeError,
        message="order: wanted integers, got float64",
    ),
    Case(
        "an order with two axes",
        {**args, "order": np.zeros((2, 2), int)},
        error=ValueError,
        message=r"order: wanted \(S,\), got \(2, 2\)",
    ),
    Case(
        "a row that is not there",
        {**args, "order": np.array([0, 20])},
        error=ValueError,
        message="order: wanted rows from 0 to 19, got 20",
    ),
    Case(
        "a row counted from the end",
        {**args, "order": np.array([-1])},
        error=ValueError,
        message="order: wanted rows from 0 to 19, got -1",
        torch_accepts="it counts from the end",
    ),
    Case(
        "rate 0",
        {**args, "lr": 0.0},
        error=ValueError,
        message="lr: wanted a number above 0, got 0.0",
        torch_accepts="it stays where it is",
    ),
    *wrong_dtypes(args),
]
