"""Networks and masks on which both sides of Monte-Carlo dropout must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
args = {
    "input": rng.normal(size=(5, 3)),
    "weight1": rng.normal(size=(7, 3)),
    "bias1": rng.normal(size=7),
    "weight2": rng.normal(size=(2, 7)),
    "bias2": rng.normal(size=2),
    "mask": rng.random((20, 7)) >= 0.4,
    "p": 0.4,
}
NO_BACKWARD = {"mc_dropout": "a way to predict; training takes one mask at a time"}

CASES = [
    Case(
        "two units of value 1 and 3, each kept alone once",
        {
            "input": np.array([[1.0]]),
            "weight1": np.array([[1.0], [3.0]]),
            "bias1": np.zeros(2),
            "weight2": np.array([[1.0, 1.0]]),
            "bias2": np.zeros(1),
            "mask": np.array([[True, False], [False, True]]),
        },
        expected=([[4.0]], [[2.0]]),
        source="by hand: the answers are 1 / (1/2) = 2 and 3 / (1/2) = 6",
    ),
    Case("twenty masks", args),
    Case("one mask", {**args, "mask": args["mask"][:1]}),
    Case("nothing dropped", {**args, "mask": np.ones((4, 7), bool), "p": 0.0}),
    Case("everything dropped", {**args, "mask": np.zeros((4, 7), bool), "p": 1.0}),
    Case("one example", {**args, "input": args["input"][:1]}),
    Case("empty batch", {**args, "input": args["input"][:0]}),
    Case("not contiguous", {**args, "input": rng.normal(size=(6, 10)).T[::2, ::2]}),
    Case("inputs of 1e4", {**args, "input": 1e4 * args["input"]}),
    *wrong_dtypes(args),
    Case(
        "weights of another dtype",
        {**args, "weight2": args["weight2"].astype(np.float32)},
        error=TypeError,
        message="weight2: wanted float64 as in input, got float32",
    ),
    Case(
        "masks of another layer",
        {**args, "mask": args["mask"][:, :5]},
        error=ValueError,
        message=r"mask: wanted \(K, 7\) with K at least 1, got \(20, 5\)",
    ),
    Case(
        "no masks",
        {**args, "mask": args["mask"][:0]},
        error=ValueError,
        message=r"mask: wanted \(K, 7\) with K at least 1, got \(0, 7\)",
        torch_accepts="the mean of nothing is NaN",
    ),
    Case(
        "one mask without an axis of masks",
        {**args, "mask": args["mask"][0]},
        error=ValueError,
        message=r"mask: wanted \(K, 7\) with K at least 1, got \(7,\)",
    ),
]
