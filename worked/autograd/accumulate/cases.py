"""Batches and chunks on which both sides of gradient accumulation must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
batch = {
    "input": rng.normal(size=(10, 3)),
    "target": rng.normal(size=10),
    "weight": rng.normal(size=3),
}
small = {
    "input": np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]),
    "target": np.array([1.0, 2.0, 3.0]),
    "weight": np.array([2.0, 2.0]),
}

NO_BACKWARD = {"accumulated_gradient": "it is a gradient itself"}


def chunks(name, args, chunk_size, **known):
    """Return a case of `accumulated_gradient`."""
    args = {**args, "chunk_size": chunk_size}
    return Case(name, args, function="accumulated_gradient", **known)


BY_HAND = {
    "expected": [4 / 3, 2 / 3],
    "source": "by hand: errors 1, 0 and 1, so 2/3 of (1, 0) + (1, 1)",
}

CASES = [
    chunks("three examples at once", small, 3, **BY_HAND),
    chunks("three examples one by one", small, 1, **BY_HAND),
    chunks("two and one", small, 2, **BY_HAND),
    chunks("the whole batch", batch, 10),
    chunks("a chunk larger than the batch", batch, 64),
    chunks("equal chunks", batch, 5),
    chunks("a last chunk of one", batch, 3),
    chunks("one by one", batch, 1),
    chunks("large offset", {**batch, "input": batch["input"] + 1e4}, 4),
    chunks(
        "no example", {**batch, "input": np.zeros((0, 3)), "target": np.zeros(0)}, 4
    ),
    chunks("not contiguous", {**batch, "input": rng.normal(size=(3, 20)).T[::2]}, 4),
    chunks(
        "chunks of nothing",
        batch,
        0,
        error=ValueError,
        message="chunk_size: wanted at least 1, got 0",
    ),
    chunks(
        "targets of another batch",
        {**batch, "target": batch["target"][:6]},
        2,
        error=ValueError,
        message=r"target: wanted shape \(10,\), got \(6,\)",
    ),
    chunks(
        "weights of another model",
        {**batch, "weight": np.ones(4)},
        2,
        error=ValueError,
        message=r"weight: wanted shape \(3,\), got \(4,\)",
    ),
    chunks(
        "weights of another dtype",
        {**batch, "weight": batch["weight"].astype(np.float32)},
        2,
        error=TypeError,
        message="weight: wanted float64 as in input, got float32",
    ),
]
