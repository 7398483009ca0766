"""Epochs that both sides must cut alike."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)

NO_BACKWARD = {
    "minibatches": "indices have no slope",
    "batches_per_epoch": "a count has no slope",
}


def cut(name, order, batch_size=3, drop_last=False, **known):
    """Return a case of `minibatches`."""
    args = {"order": order, "batch_size": batch_size, "drop_last": drop_last}
    return Case(name, args, **known)


def number(name, count, batch_size, drop_last=False, **known):
    """Return a case of `batches_per_epoch`."""
    args = {"count": count, "batch_size": batch_size, "drop_last": drop_last}
    return Case(name, args, function="batches_per_epoch", **known)


CASES = [
    cut(
        "seven examples in threes",
        np.array([4, 0, 6, 2, 5, 1, 3]),
        expected=([4, 0, 6], [2, 5, 1], [3]),
        source="by hand: three, three, and the one that is left",
    ),
    cut(
        "seven examples in threes, the last batch dropped",
        np.array([4, 0, 6, 2, 5, 1, 3]),
        drop_last=True,
        expected=([4, 0, 6], [2, 5, 1]),
        source="by hand: two whole batches; example 3 waits for another epoch",
    ),
    cut("a batch size that divides", rng.permutation(12), 4),
    cut("a batch size that divides, drop_last", rng.permutation(12), 4, True),
    cut("250 examples", rng.permutation(250), 64),
    cut("one example a batch", rng.permutation(5), 1),
    cut("the whole set as one batch", rng.permutation(5), 5),
    cut("a batch larger than the set", rng.permutation(5), 8),
    cut("a batch larger than the set, drop_last", rng.permutation(5), 8, True),
    cut("an example drawn twice", np.array([3, 3, 0, 1, 3]), 2),
    cut("int32 indices", rng.permutation(5).astype(np.int32), 2),
    cut("one example", np.array([0])),
    cut("no example", np.arange(0)),
    cut("not contiguous", rng.permutation(20)[::2], 4),
    number(
        "10,000 examples in batches of 200",
        10_000,
        200,
        expected=50,
        source="by hand: 10,000 / 200",
    ),
    number(
        "10,000 examples in batches of 256",
        10_000,
        256,
        expected=40,
        source="by hand: 39 whole batches hold 9,984 examples, and 16 are left",
    ),
    number("10,000 examples in batches of 256, drop_last", 10_000, 256, True),
    number("one batch", 10_000, 10_000),
    number("one example a batch, counted", 10_000, 1),
    number("fewer than a batch, drop_last", 3, 4, True),
    number("nothing to count", 0, 4),
    cut(
        "indices as floats",
        np.arange(5.0),
        error=TypeError,
        message="order: wanted integers, got float64",
    ),
    cut(
        "an order with two axes",
        np.arange(6).reshape(3, 2),
        error=ValueError,
        message=r"order: wanted shape \(N,\), got \(3, 2\)",
        torch_accepts="its sampler takes anything that can be iterated",
    ),
    cut(
        "batches of nothing",
        np.arange(5),
        0,
        error=ValueError,
        message="batch_size: wanted an integer from 1, got 0",
    ),
    Case(
        "half an example a batch",
        {"order": np.arange(5), "batch_size": 0.5},
        error=ValueError,
        message="batch_size: wanted an integer from 1, got 0.5",
    ),
    number(
        "a negative count of examples",
        -1,
        2,
        error=ValueError,
        message="count: wanted at least 0, got -1",
    ),
]
