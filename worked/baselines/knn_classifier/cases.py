"""Inputs on which both sides of the k-nearest-neighbors classifier must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

NO_BACKWARD = {"knn_classifier": "a vote has no slope"}

rng = np.random.default_rng(0)
args = {
    "input": rng.normal(size=(30, 4)),
    "target": rng.integers(3, size=30),
    "query": rng.normal(size=(12, 4)),
}
line = {
    "input": np.array([[0.0], [1.0], [2.0], [6.0], [7.0]]),
    "target": np.array([0, 0, 1, 1, 1]),
}
flag = np.zeros((12, 4), bool)
flag[3, 1] = True
WRONG = {
    "more neighbors than examples": (
        {"n_neighbors": 31},
        ValueError,
        "n_neighbors: wanted a number from 1 to 30, got 31",
        "",
    ),
    "no neighbors": (
        {"n_neighbors": 0},
        ValueError,
        "n_neighbors: wanted a number from 1 to 30, got 0",
        "",
    ),
    "a target less": (
        {"target": args["target"][1:]},
        ValueError,
        r"target: wanted shape \(30,\), got \(29,\)",
        "",
    ),
    "queries of another width": (
        {"query": args["query"][:, :3]},
        ValueError,
        r"query: wanted shape \(M, 4\), got \(12, 3\)",
        "",
    ),
    "one query without its batch axis": (
        {"query": args["query"][0]},
        ValueError,
        r"query: wanted shape \(M, 4\), got \(4,\)",
        "",
    ),
    "no examples": (
        {"input": args["input"][:0], "target": args["target"][:0]},
        ValueError,
        r"input: wanted \(N, D\) with examples and features, got \(0, 4\)",
        "",
    ),
    "a negative class": (
        {"target": args["target"] - 1},
        ValueError,
        "target: wanted classes from 0, got -1",
        "",
    ),
    "NaN in a query": (
        {"query": np.where(flag, np.nan, args["query"])},
        ValueError,
        "query: wanted finite numbers, got nan",
        "it sorts distances that are NaN last",
    ),
    "infinity in an example": (
        {"input": np.r_[args["input"][1:], [[np.inf, 0.0, 0.0, 0.0]]]},
        ValueError,
        "input: wanted finite numbers, got inf",
        "the example is infinitely far from all",
    ),
    "queries of another dtype": (
        {"query": args["query"].astype(np.float32)},
        TypeError,
        "query: wanted float64 as in input, got float32",
        "",
    ),
    "classes as floats": (
        {"target": args["target"].astype(float)},
        TypeError,
        "target: wanted integers, got float64",
        "",
    ),
}

CASES = [
    Case(
        "five points on a line, three votes",
        {**line, "query": np.array([[0.4], [3.5], [6.4]]), "n_neighbors": 3},
        expected=[0, 1, 1],
        source="by hand: classes 0, 0, 1; then 1, 0, 1 at 1.5, 2.5, 2.5; then 1, 1, 1",
    ),
    Case(
        "equal distances: the earlier example",
        {**line, "query": np.array([[4.0], [1.5]]), "n_neighbors": 1},
        expected=[1, 0],
        source="by hand: 4 is as far from 2 as from 6, both of class 1; 1.5 from 1 and 2",
    ),
    Case(
        "equal votes: the smaller class",
        {**line, "query": np.array([[1.6]]), "n_neighbors": 2},
        expected=[0],
        source="by hand: one vote for class 1, at distance 0.4, and one for class 0, at 0.6",
    ),
    Case(
        "the nearest neighbor of the examples themselves",
        {**args, "query": args["input"], "n_neighbors": 1},
        expected=args["target"],
        source="derived: each is at distance 0 from itself alone",
    ),
    Case("five neighbors", args),
    Case("all examples vote", {**args, "n_neighbors": 30}),
    Case("no queries", {**args, "query": args["query"][:0]}),
    Case("one example", {k: v[:1] for k, v in args.items()} | {"n_neighbors": 1}),
    Case("classes above 100", {**args, "target": args["target"] + 250}),
    Case("one feature", {**args, "input": args["input"][:, :1], "query": np.eye(5, 1)}),
    Case(
        "examples twice, with other classes",
        {
            "input": np.repeat(args["input"], 2, axis=0),
            "target": np.tile([1, 0], 30),
            "query": args["query"],
            "n_neighbors": 1,
        },
        expected=np.ones(12, int),
        source="derived: of two examples at one place the earlier one, of class 1, votes",
    ),
    Case(
        "far from zero",
        {**args, "input": args["input"] + 1e7, "query": args["query"] + 1e7},
        no_float32="float32 has no digits left behind 1e7",
    ),
    Case(
        "not contiguous",
        {**args, "input": np.repeat(args["input"], 2, axis=1)[:, ::2]},
    ),
    *(
        Case(name, {**args, **wrong}, error=error, message=message, torch_accepts=why)
        for name, (wrong, error, message, why) in WRONG.items()
    ),
    *wrong_dtypes(args, {"float16": {"torch_accepts": ""}}),
]
