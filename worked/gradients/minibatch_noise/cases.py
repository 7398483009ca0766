"""Gradients and batches on which both sides of the noise must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
drawn = rng.normal(size=(12, 5)) + 0.3
four = np.array([[-1.0], [-2.0], [-3.0], [-6.0]])
network = {
    "input": rng.normal(size=(6, 4)),
    "target": np.array([0, 2, 1, 1, 0, 2]),
    "weight1": rng.normal(size=(5, 4)),
    "bias1": rng.normal(size=5),
    "weight2": rng.normal(size=(3, 5)),
    "bias2": rng.normal(size=3),
}
none = {**network, "input": np.zeros((0, 4)), "target": np.zeros(0, int)}

NO_BACKWARD = {
    "minibatch_noise": "a diagnostic of gradients; nobody trains through it",
    "noise_scale": "a diagnostic of gradients; nobody trains through it",
    "per_example_gradients": "they are gradients themselves",
}


def noise(name, grads, batch_size, replacement=False, **known):
    """Return a case of `minibatch_noise`."""
    args = {"grads": grads, "batch_size": batch_size, "replacement": replacement}
    return Case(name, args, **known)


def each(name, args, **known):
    """Return a case of `per_example_gradients`."""
    return Case(name, args, function="per_example_gradients", **known)


CASES = [
    noise(
        "pairs out of -1, -2, -3 and -6",
        four,
        2,
        expected=(7 / 6) ** 0.5 / 3,
        source="by hand: the six pairs err by 1.5, 1, -.5, .5, -1 and -1.5; squares sum to 7",
    ),
    noise(
        "pairs with replacement",
        four,
        2,
        replacement=True,
        expected=1.75**0.5 / 3,
        source="by hand: the squares 4, 1, 0 and 9 have the mean 3.5, and half of it is 1.75",
    ),
    noise("one example", drawn, 1),
    noise("half of all", drawn, 6),
    noise("all: no error is left", drawn, 12),
    noise("all with replacement", drawn, 12, True),
    noise("a batch larger than the set, with replacement", drawn, 100, True),
    noise("a single example is all there is", drawn[:1], 1),
    noise("no spread", np.ones((4, 3)), 2),
    noise("large offset", drawn + 1e4, 4, no_float32="the offset takes all digits"),
    noise("gradients of 1e-6", 1e-6 * drawn, 4),
    noise("full gradient zero", np.array([[1.0, -2.0], [-1.0, 2.0]]), 1),
    noise("NaN in one gradient", np.where(np.eye(12, 5) > 0, np.nan, drawn), 2),
    noise("not contiguous", rng.normal(size=(5, 24)).T[::2], 3),
    Case(
        "noise scale of -1, -2, -3 and -6",
        {"grads": four},
        function="noise_scale",
        expected=3.5 / 9,
        source="by hand: the variance 3.5 over the square of the mean, 9",
    ),
    Case("noise scale of a draw", {"grads": drawn}, function="noise_scale"),
    Case(
        "noise scale of a large offset",
        {"grads": drawn + 1e4},
        function="noise_scale",
        no_float32="the offset takes all digits",
    ),
    each(
        "two classes, all weights zero",
        {
            "input": np.array([[1.0], [2.0]]),
            "target": np.array([0, 1]),
            "weight1": np.array([[0.0]]),
            "bias1": np.array([0.0]),
            "weight2": np.array([[1.0], [0.0]]),
            "bias2": np.array([0.0, 0.0]),
        },
        expected=(
            [[[-0.5]], [[1.0]]],
            [[-0.5], [0.5]],
            [[[0.0], [0.0]], [[0.0], [0.0]]],
            [[-0.5, 0.5], [0.5, -0.5]],
        ),
        source="by hand: both probabilities are 1/2; only weight2[0] = 1 passes a delta on",
    ),
    each("a batch", network),
    each(
        "one example of a network",
        {**network, "input": network["input"][:1], "target": network["target"][:1]},
    ),
    each("no example", none),
    each("logits of 1e3", {**network, "bias2": np.array([1e3, 0.0, -1e3])}),
    each("inputs of 1e4 saturate", {**network, "input": 1e4 * network["input"]}),
    each(
        "not contiguous inputs", {**network, "input": rng.normal(size=(4, 12)).T[::2]}
    ),
    noise(
        "more than all without replacement",
        drawn,
        13,
        error=ValueError,
        message="batch_size: wanted from 1 to 12, got 13",
    ),
    noise(
        "batches of nothing",
        drawn,
        0,
        replacement=True,
        error=ValueError,
        message="batch_size: wanted from 1, got 0",
        torch_accepts="it divides by zero and says infinity",
    ),
    noise(
        "gradients of no example",
        drawn[:0],
        1,
        replacement=True,
        error=ValueError,
        message=r"grads: wanted shape \(N, P\) with N at least 1, got \(0, 5\)",
    ),
    each(
        "targets of another batch",
        {**network, "target": np.array([0, 1])},
        error=ValueError,
        message=r"target: wanted shape \(6,\), got \(2,\)",
    ),
    each(
        "weights of (in, out)",
        {**network, "weight2": network["weight2"].T},
        error=ValueError,
        message=r"weight2: wanted shape \(out, 5\), got \(5, 3\)",
    ),
    each(
        "a bias of another layer",
        {**network, "bias1": np.ones(2)},
        error=ValueError,
        message=r"bias1: wanted shape \(5,\), got \(2,\)",
    ),
    each(
        "a bias of another dtype",
        {**network, "bias2": network["bias2"].astype(np.float32)},
        error=TypeError,
        message="bias2: wanted float64 as in input, got float32",
        torch_accepts="under vmap it promotes",
    ),
    *wrong_dtypes(
        {"grads": drawn, "batch_size": 2},
        {
            "bool": {"args": {"grads": drawn > 0, "batch_size": 2}},
            "complex": {"torch_accepts": "it has complex variances"},
        },
    ),
]
