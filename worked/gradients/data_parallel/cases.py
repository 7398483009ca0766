"""Batches and replicas on which both sides of data parallelism must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
batch = {
    "input": rng.normal(size=(12, 3)),
    "target": rng.normal(size=12),
    "weight": rng.normal(size=3),
}
three = {
    "input": np.ones((3, 1)),
    "target": np.array([0.0, 0.0, 3.0]),
    "weight": np.zeros(1),
}

NO_BACKWARD = {
    "data_parallel": "it is a gradient itself",
    "shards": "indices have no slope",
}


def mean(name, args, num_replicas, drop_last=False, **known):
    """Return a case of `data_parallel`."""
    args = {**args, "num_replicas": num_replicas, "drop_last": drop_last}
    return Case(name, args, **known)


def deal(name, count, num_replicas, drop_last=False, **known):
    """Return a case of `shards`."""
    args = {"count": count, "num_replicas": num_replicas, "drop_last": drop_last}
    return Case(name, args, function="shards", **known)


CASES = [
    mean(
        "three replicas with one example each",
        three,
        3,
        expected=[-2.0],
        source="by hand: gradients 0, 0 and -6, as for the whole batch",
    ),
    mean(
        "two replicas, so that example 0 counts twice",
        three,
        2,
        expected=[-1.5],
        source="by hand: gradients 0, 0, -6 and 0 over four instead of three examples",
    ),
    mean(
        "two replicas, so that example 2 is dropped",
        three,
        2,
        drop_last=True,
        expected=[0.0],
        source="by hand: both examples that are left have the gradient 0",
    ),
    mean("one replica", batch, 1),
    mean("two equal shards", batch, 2),
    mean("four equal shards", batch, 4),
    mean("five shards, three examples twice", batch, 5),
    mean("five shards, two examples dropped", batch, 5, True),
    mean("more replicas than examples", three, 8),
    mean("large offset", {**batch, "input": batch["input"] + 1e4}, 3),
    mean("NaN in one target", {**three, "target": np.array([0, np.nan, 1])}, 3),
    mean("not contiguous", {**batch, "input": rng.normal(size=(3, 24)).T[::2]}, 4),
    deal(
        "five examples for two replicas",
        5,
        2,
        expected=[[0, 2, 4], [1, 3, 0]],
        source="by hand: in turn, and example 0 once more",
    ),
    deal("five examples for two replicas, drop_last", 5, 2, True),
    deal("250 examples for 4 replicas", 250, 4),
    deal("an even deal", 6, 3),
    deal("two examples for seven replicas", 2, 7),
    deal("two examples for seven replicas, drop_last", 2, 7, True),
    deal("one replica has all", 4, 1),
    mean(
        "no example",
        {**batch, "input": np.zeros((0, 3)), "target": np.zeros(0)},
        2,
        error=ValueError,
        message="input: wanted an example for each of 2 replicas, got 0",
    ),
    mean(
        "no replica",
        batch,
        0,
        error=ValueError,
        message="num_replicas: wanted at least 1, got 0",
    ),
    mean(
        "targets of another batch",
        {**batch, "target": batch["target"][:6]},
        2,
        error=ValueError,
        message=r"target: wanted shape \(12,\), got \(6,\)",
    ),
    mean(
        "weights of another model",
        {**batch, "weight": np.ones(4)},
        2,
        error=ValueError,
        message=r"weight: wanted shape \(3,\), got \(4,\)",
    ),
    mean(
        "weights of another dtype",
        {**batch, "weight": batch["weight"].astype(np.float32)},
        2,
        error=TypeError,
        message="weight: wanted float64 as in input, got float32",
    ),
    mean(
        "one example without its batch axis",
        {**batch, "input": np.ones(12)},
        2,
        error=ValueError,
        message=r"input: wanted shape \(N, D\), got \(12,\)",
    ),
    deal(
        "a negative count",
        -1,
        2,
        error=ValueError,
        message="count: wanted at least 0, got -1",
    ),
    *wrong_dtypes({**batch, "num_replicas": 2}),
]
