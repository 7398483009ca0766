"""Chains and segments on which both sides of activation checkpointing must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
examples = rng.normal(size=(5, 3))
layers = rng.normal(0, 0.6, size=(7, 3, 3))


def chain(name, segment, input=examples, weight=layers, **known):
    """Return a case of `checkpointed_chain`."""
    args = {"input": input, "weight": weight, "segment": segment}
    return Case(name, args, function="checkpointed_chain", **known)


CASES = [
    chain(
        "two layers of one unit",
        1,
        input=np.log([[2.0]]),
        weight=np.array([[[1.0]], [[np.log(3) / 0.6]]]),
        expected=[[0.8]],
        source="by hand: tanh(log 2) = 0.6, tanh(log 3) = 0.8",
    ),
    chain("a checkpoint at every layer", 1),
    chain("segments of two, the last of one", 2),
    chain("segments of three, the last of one", 3),
    chain("segments of four, the last of three", 4),
    chain("one segment: nothing is saved but the input", 7),
    chain("a segment longer than the chain", 100),
    chain("one layer", 1, weight=layers[:1]),
    chain("one example", 3, input=examples[:1]),
    chain("empty batch", 3, input=examples[:0]),
    chain(
        "saturated by inputs of 1e4",
        2,
        input=examples * 1e4,
        no_differences="a step in proportion to inputs of 1e4 leaves the saturated region",
    ),
    chain("not contiguous", 2, input=rng.normal(size=(6, 10)).T[::2, ::2]),
    chain(
        "segments of nothing",
        0,
        error=ValueError,
        message="segment: wanted at least 1, got 0",
    ),
    chain(
        "layers of another width",
        2,
        weight=np.zeros((2, 4, 3)),
        error=ValueError,
        message=r"weight: wanted shape \(L, 3, 3\), got \(2, 4, 3\)",
    ),
    chain(
        "a batch of batches",
        2,
        input=examples[None],
        error=ValueError,
        message=r"input: wanted shape \(N, D\), got \(1, 5, 3\)",
        torch_accepts="a matrix product takes any leading axes; the deltas here are matrices",
    ),
    chain(
        "weights of another dtype",
        2,
        weight=layers.astype("f4"),
        error=TypeError,
        message="weight: wanted float64 as in input, got float32",
    ),
    chain(
        "integers",
        2,
        input=np.ones((5, 3), int),
        error=TypeError,
        message="input: wanted float32 or float64, got int64",
    ),
]
