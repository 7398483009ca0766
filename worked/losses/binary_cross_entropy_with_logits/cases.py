"""Inputs on which both sides of binary cross-entropy with logits must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.losses import binary

rng = np.random.default_rng(0)
scores = 3 * rng.normal(size=(6, 3))
label = rng.integers(0, 2, size=(6, 3)).astype(float)
soft = rng.uniform(size=(6, 3))
weight = np.array([0.5, 2.0, 3.0])


def draw(rng, shape):
    """Return scores and soft labels."""
    return {"input": 3 * rng.normal(size=shape), "target": rng.uniform(size=shape)}


CONSTANTS = {
    "weight": "a setting, not a quantity to learn; the library gives it no gradient",
    "pos_weight": "a setting, not a quantity to learn; the library gives it no gradient",
}

CASES = [
    Case(
        "scores of probabilities 3/4 and 1/2",
        {"input": np.log([3.0, 1.0]), "target": np.array([1.0, 0.0])},
        expected=(np.log(4 / 3) + np.log(2)) / 2,
        source="by hand: the mean of -log 3/4 and -log 1/2",
    ),
    Case(
        "positive weight 3",
        {
            "input": np.log([3.0, 3.0]),
            "target": np.array([1.0, 0.0]),
            "reduction": "none",
            "pos_weight": np.array([3.0]),
        },
        expected=[3 * np.log(4 / 3), np.log(4)],
        source="by hand: -3 log 3/4 for the positive, -log 1/4 for the negative",
    ),
    Case(
        "logits of 1e4",
        {
            "input": np.array([1e4, -1e4, 1e4, -1e4]),
            "target": np.array([1.0, 0.0, 0.0, 1.0]),
            "reduction": "none",
        },
        expected=[0.0, 0.0, 1e4, 1e4],
        source="by hand: right and certain costs 0, wrong by 1e4 costs 1e4",
        no_differences="the best step grows with the scores and spans the whole transition",
    ),
    Case(
        "logits of 1e4 with both weights",
        {
            "input": np.array([1e4, -1e4, 1e4, -1e4]),
            "target": np.array([1.0, 0.0, 0.0, 1.0]),
            "weight": np.array([1.0, 2.0, 3.0, 4.0]),
            "pos_weight": np.array([2.0]),
        },
        expected=(3e4 + 8e4) / 4,
        source="by hand: 3 times 1e4, and 4 times 2 times 1e4, over 4",
        no_differences="the best step grows with the scores and spans the whole transition",
    ),
    *binary(
        draw,
        {
            "infinities": "PyTorch takes infinity from infinity at minus infinity; ours has a test"
        },
    ),
    Case(
        "positive weight of each column",
        {"input": scores, "target": label, "pos_weight": weight},
    ),
    Case(
        "both weights, soft labels, none",
        {
            "input": scores,
            "target": soft,
            "weight": rng.uniform(size=(6, 1)),
            "reduction": "none",
            "pos_weight": weight,
        },
    ),
    Case(
        "both weights, sum",
        {
            "input": scores,
            "target": soft,
            "weight": weight,
            "reduction": "sum",
            "pos_weight": weight,
        },
    ),
    Case("scores of zero", {"input": np.zeros(4), "target": np.array([0, 0.5, 1, 1])}),
    Case(
        "wrong and infinitely certain",
        {
            "input": np.array([np.inf]),
            "target": np.array([0.0]),
            "reduction": "none",
        },
        no_differences="infinities have no neighbors",
    ),
    Case(
        "right and infinitely certain",
        {"input": np.array([np.inf]), "target": np.array([1.0])},
        no_differences="0 times infinity: the answer is NaN",
    ),
    Case(
        "target outside [0, 1]",
        {"input": scores, "target": soft + 2.0},
    ),
    Case(
        "positive weight of another shape",
        {"input": scores, "target": label, "pos_weight": np.ones(2)},
        error=ValueError,
        message=r"pos_weight: wanted a shape that broadcasts to \(6, 3\), got \(2,\)",
    ),
]
