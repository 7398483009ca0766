"""Inputs on which both sides of gradient boosting must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

NO_BACKWARD = {"gradient_boosting": "splits are found by comparison and have no slope"}

rng = np.random.default_rng(0)
x = rng.normal(size=(40, 3))
args = {
    "input": x,
    "target": np.sin(2 * x[:, 0]) + x[:, 1] * (x[:, 2] > 0) + 0.1 * rng.normal(size=40),
    "query": rng.normal(size=(9, 3)),
    "n_estimators": 12,
}
steps = {
    "input": np.array([[0.0], [1.0], [2.0], [3.0]]),
    "target": np.array([0.0, 0.0, 4.0, 8.0]),
    "query": np.array([[0.5], [1.5], [1.6], [2.5], [9.0]]),
}
flag = np.zeros((40, 3), bool)
flag[3, 1] = True
WRONG = {
    "a target less": (
        {"target": args["target"][1:]},
        r"target: wanted shape \(40,\), got \(39,\)",
        "",
    ),
    "targets in a column": (
        {"target": args["target"][:, None]},
        r"target: wanted shape \(40,\), got \(40, 1\)",
        "",
    ),
    "queries of another width": (
        {"query": args["query"][:, :2]},
        r"query: wanted shape \(M, 3\), got \(9, 2\)",
        "a feature that no stump asks for may be missing",
    ),
    "no examples": (
        {"input": x[:0], "target": args["target"][:0]},
        r"input: wanted \(N, D\) with examples and features, got \(0, 3\)",
        "",
    ),
    "no features": (
        {"input": x[:, :0], "query": args["query"][:, :0]},
        r"input: wanted \(N, D\) with examples and features, got \(40, 0\)",
        "",
    ),
    "a negative number of stumps": (
        {"n_estimators": -1},
        "n_estimators, learning_rate: wanted .*, got -1, 0.1",
        "it adds none",
    ),
    "a rate of zero": (
        {"learning_rate": 0.0},
        "n_estimators, learning_rate: wanted .*, got 12, 0.0",
        "it stays at the mean",
    ),
    "NaN in an example": (
        {"input": np.where(flag, np.nan, x)},
        "input: wanted finite numbers, got nan",
        "it sorts NaN last",
    ),
    "infinity in a target": (
        {"target": np.where(flag[:, 1], np.inf, args["target"])},
        "target: wanted finite numbers, got inf",
        "it predicts infinity or NaN",
    ),
}

CASES = [
    Case(
        "one stump on four points",
        {**steps, "n_estimators": 1, "learning_rate": 1.0},
        expected=[0.0, 0.0, 6.0, 6.0, 6.0],
        source="by hand: residuals -3, -3, 1, 5; the decreases are 12, 36 and 33.3, so the middle",
    ),
    Case(
        "two stumps on four points, half of each",
        {**steps, "n_estimators": 2, "learning_rate": 0.5},
        expected=[11 / 12, 11 / 12, 47 / 12, 47 / 12, 25 / 4],
        source="by hand: 3/2 and 9/2 leave -3/2, -3/2, -1/2, 7/2; half of -7/6 or 7/2 is added",
    ),
    Case("no stumps: the mean", {**args, "n_estimators": 0}),
    Case(
        "features that are all the same",
        {**steps, "input": np.ones((4, 1))},
        expected=[3.0] * 5,
        source="derived: nothing can be split, so the mean of 0, 0, 4 and 8 remains",
    ),
    Case("twelve stumps", args),
    Case("a rate of 1", {**args, "learning_rate": 1.0}),
    Case("sixty stumps", {**args, "n_estimators": 60}),
    Case("one example", {**args, "input": x[:1], "target": args["target"][:1]}),
    Case("no queries", {**args, "query": args["query"][:0]}),
    Case("values that occur often", {**args, "input": x.round(), "n_estimators": 3}),
    Case("a target of one value", {**args, "target": np.full(40, 2.5)}),
    Case("targets far from zero", {**args, "target": args["target"] + 1e6}),
    Case(
        "a column twice: the first one counts",
        {
            **args,
            "input": x[:, [0, 0]],
            "query": np.c_[args["query"][:, 0], -args["query"][:, 0]],
        },
    ),
    Case(
        "neighbors without a number between",
        {
            "input": np.array([[1.0], [np.nextafter(1.0, 2.0)]]),
            "target": np.array([0.0, 2.0]),
            "query": np.array([[1.0], [np.nextafter(1.0, 2.0)]]),
            "n_estimators": 1,
            "learning_rate": 1.0,
        },
        expected=[0.0, 2.0],
        source="derived: the threshold is the lower value where the middle rounds up",
        no_float32="the two are one number in float32",
    ),
    Case(
        "not contiguous",
        {**args, "input": np.repeat(x, 2, axis=1)[:, ::2]},
    ),
    *(
        Case(
            name,
            {**args, **wrong},
            error=ValueError,
            message=message,
            torch_accepts=why,
        )
        for name, (wrong, message, why) in WRONG.items()
    ),
    Case(
        "queries of another dtype",
        {**args, "query": args["query"].astype(np.float32)},
        error=TypeError,
        message="query: wanted float64 as in input, got float32",
        torch_accepts="it promotes them",
    ),
    *wrong_dtypes(args, {"complex": {"torch_accepts": ""}}),
]
