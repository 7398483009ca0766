"""Inputs on which both sides of negative log-likelihood must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.losses import dense, labels_of

rng = np.random.default_rng(0)
log_prob = np.log(rng.dirichlet(np.ones(4), size=6))
labels = np.array([0, 3, 1, 1, 2, 0])
weight = np.array([0.5, 2.0, 1.0, 3.0])


def draw(rng, shape):
    """Return log-probabilities and classes."""
    return {
        "input": np.log(rng.uniform(0.05, 0.95, size=shape)),
        "target": labels_of(rng, shape),
    }


CONSTANTS = {
    "weight": "a setting, not a quantity to learn; the library gives it no gradient"
}

CASES = [
    Case(
        "probabilities 1/8, 2/8 and 5/8",
        {"input": np.log([[0.125, 0.25, 0.625]]), "target": np.array([2])},
        expected=np.log(8 / 5),
        source="by hand: -log 5/8",
    ),
    Case(
        "weights divide the mean",
        {
            "input": np.log([[0.25, 0.75], [0.5, 0.5]]),
            "target": np.array([0, 1]),
            "weight": np.array([3.0, 1.0]),
        },
        expected=(3 * np.log(4) + np.log(2)) / 4,
        source="by hand: (3 log 4 + 1 log 2) / (3 + 1)",
    ),
    *dense(draw),
    Case(
        "ignored rows",
        {"input": log_prob, "target": np.where(labels == 1, -100, labels)},
    ),
    Case(
        "ignored class and weights",
        {"input": log_prob, "target": labels, "weight": weight, "ignore_index": 1},
    ),
    Case(
        "every row ignored",
        {"input": log_prob, "target": np.full(6, -100)},
        no_differences="0/0: the answer is NaN",
        awkward="no row is left for the mean",
    ),
    Case(
        "not log-probabilities at all",
        {"input": np.array([[0.125, 0.25, 0.625]]), "target": np.array([2])},
        expected=-0.625,
        source="by hand: it picks a number and flips its sign, whatever the number means",
    ),
    Case(
        "log-probabilities of -1e4",
        {"input": np.array([[-1e4, 0.0], [0.0, -1e4]]), "target": np.array([0, 0])},
        expected=5e3,
        source="by hand: the mean of 1e4 and 0",
    ),
    Case(
        "impossible class",
        {
            "input": np.array([[-np.inf, 0.0], [0.0, -np.inf]]),
            "target": np.array([0, 0]),
            "reduction": "none",
        },
        no_differences="infinities have no neighbors",
    ),
    Case(
        "impossible class of weight zero",
        {
            "input": np.array([[-np.inf, 0.0]]),
            "target": np.array([0]),
            "weight": np.array([0.0, 1.0]),
        },
        no_differences="0 times infinity: the answer is NaN",
    ),
    Case(
        "ignored row with an impossible class",
        {
            "input": np.array([[-np.inf, 0.0], [np.log(0.5), np.log(0.5)]]),
            "target": np.array([-100, 0]),
        },
        no_differences="infinities have no neighbors",
    ),
    Case(
        "class probabilities",
        {"input": log_prob, "target": np.exp(log_prob)},
        error=TypeError,
        message="target: wanted integer class indices, got float64",
    ),
]
