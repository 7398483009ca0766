"""Batches with padding on which both sides of gradient accumulation must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
target = rng.integers(0, 4, size=11)
target[[2, 7, 8, 10]] = -100
batch = {
    "input": rng.normal(size=(11, 3)),
    "target": target,
    "weight": rng.normal(size=(4, 3)),
}
small = {
    "input": np.ones((3, 1)),
    "target": np.array([0, 0, 1]),
    "weight": np.zeros((2, 1)),
}
padded = {**small, "target": np.array([0, -100, 1])}

NO_BACKWARD = {
    "accumulation": "it is a gradient itself",
    "accumulation_of_means": "it is a gradient itself",
}


def both(name, args, chunk_size, **known):
    """Return a case of each function."""
    args = {**args, "chunk_size": chunk_size}
    return [
        Case(f"{name}, {function}", args, function=function, **known)
        for function in NO_BACKWARD
    ]


def one(name, function, args, expected, source):
    """Return a case with an anchor, in chunks of two."""
    args = {**args, "chunk_size": 2}
    return Case(name, args, function=function, expected=expected, source=source)


CASES = [
    one(
        "two and one",
        "accumulation",
        small,
        [[-1 / 6], [1 / 6]],
        "by hand: p = 1/2, so -1/2, -1/2 and +1/2 in the first class, over three",
    ),
    one(
        "the means of two and one",
        "accumulation_of_means",
        small,
        [[0.0], [0.0]],
        "by hand: the means -1/2 and +1/2 weigh alike and cancel",
    ),
    one(
        "one of three is padding",
        "accumulation",
        padded,
        [[0.0], [0.0]],
        "by hand: one label of each class, -1/2 and +1/2",
    ),
    *both("one micro-batch", batch, 11),
    *both("a micro-batch larger than the batch", batch, 64),
    *both("a last micro-batch of padding alone", batch, 5),
    *both("chunks of four", batch, 4),
    *both("one by one, some without a label", batch, 1),
    *both("no padding", {**batch, "target": np.arange(11) % 4}, 3),
    *both(
        "another mark of padding",
        {**batch, "target": np.arange(11) % 4, "ignore_index": 1},
        6,
    ),
    *both("padding alone", {**batch, "target": np.full(11, -100)}, 4),
    *both("no row", {**batch, "input": np.zeros((0, 3)), "target": target[:0]}, 4),
    *both("logits of 1e3", {**batch, "weight": 1e3 * batch["weight"]}, 4),
    *both("not contiguous", {**batch, "input": rng.normal(size=(3, 22)).T[::2]}, 4),
    *both(
        "micro-batches of nothing",
        batch,
        0,
        error=ValueError,
        message="chunk_size: wanted at least 1, got 0",
    ),
    *both(
        "targets of another batch",
        {**batch, "target": target[:6]},
        4,
        error=ValueError,
        message=r"target: wanted shape \(11,\), got \(6,\)",
    ),
    *both(
        "weights of (in, out)",
        {**batch, "weight": np.ones((3, 4))},
        4,
        error=ValueError,
        message=r"weight: wanted shape \(C, 3\), got \(3, 4\)",
    ),
    *both(
        "weights of another dtype",
        {**batch, "weight": batch["weight"].astype(np.float32)},
        4,
        error=TypeError,
        message="weight: wanted float64 as in input, got float32",
    ),
    *both(
        "one example without its batch axis",
        {**batch, "input": np.ones(11)},
        4,
        error=ValueError,
        message=r"input: wanted shape \(N, D\), got \(11,\)",
    ),
    *wrong_dtypes({**batch, "chunk_size": 4}),
]
