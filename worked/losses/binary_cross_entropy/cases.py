"""Inputs on which both sides of binary cross-entropy must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.losses import binary

rng = np.random.default_rng(0)
prob = rng.uniform(0.02, 0.98, size=(6, 3))
label = rng.integers(0, 2, size=(6, 3)).astype(float)
soft = rng.uniform(size=(6, 3))
weight = np.array([0.5, 2.0, 3.0])

ENDS = "labels of 0 and 1 are the ends of their range"


def draw(rng, shape):
    """Return probabilities and soft labels."""
    return {
        "input": rng.uniform(0.02, 0.98, size=shape),
        "target": rng.uniform(size=shape),
    }


CONSTANTS = {
    "weight": "a setting, not a quantity to learn; the library gives it no gradient"
}

CASES = [
    Case(
        "probabilities 0.9 and 0.2 of what is true and false",
        {"input": np.array([0.9, 0.2]), "target": np.array([1.0, 0.0])},
        expected=-(np.log(0.9) + np.log(0.8)) / 2,
        source="by hand: the mean of -log 0.9 and -log 0.8",
        no_differences=ENDS,
    ),
    Case(
        "a fair coin",
        {"input": np.array([0.5]), "target": np.array([0.3])},
        expected=np.log(2),
        source="by hand: -0.3 log 0.5 - 0.7 log 0.5",
    ),
    # The slope is 1e12 there: the weight brings it to the size of the others.
    Case(
        "wrong and certain, weighed by 1e-12",
        {
            "input": np.array([0.0, 1.0, 1e-60]),
            "target": np.array([1.0, 0.0, 1.0]),
            "weight": np.array([1e-12]),
            "reduction": "none",
        },
        expected=[1e-10, 1e-10, 1e-10],
        source="PyTorch 2.13 documentation, torch.nn.BCELoss: logarithms are at least -100",
        within=1e-20,
        no_differences="the clamp is not differentiated",
        awkward="it asks how the library bounds a logarithm",
        looser="the library keeps its bound of 1e-12 in float32",
        rtol=1e-7,
    ),
    Case(
        "right and certain",
        {"input": np.array([0.0, 1.0]), "target": np.array([0.0, 1.0])},
        expected=0.0,
        source="by hand: -log 1, and 0 times the clamped logarithm",
        no_differences="probabilities end at 0 and 1",
    ),
    *binary(
        draw,
        {
            "hard labels": {"no_differences": ENDS},
            "hard labels, sum": {"no_differences": ENDS},
            "hard labels, none": {"no_differences": ENDS},
            "infinities": "no probabilities: refused, as NaN is below",
            "NaN": "no probability: refused below",
            "float32 against float64": "refused, as PyTorch does",
        },
    ),
    Case(
        "soft labels and a weight of each column",
        {"input": prob, "target": soft, "weight": weight},
    ),
    Case(
        "scores instead of probabilities",
        {"input": np.array([1.2, -0.3]), "target": np.array([1.0, 0.0])},
        error=ValueError,
        message=r"input: wanted probabilities in \[0, 1\], got 1.2",
    ),
    Case(
        "label of 2",
        {"input": np.array([0.5]), "target": np.array([2.0])},
        error=ValueError,
        message=r"target: wanted probabilities in \[0, 1\], got 2.0",
    ),
    Case(
        "NaN",
        {"input": np.array([np.nan]), "target": np.array([1.0])},
        error=ValueError,
        message=r"input: wanted probabilities in \[0, 1\], got nan",
    ),
    Case(
        "labels of another dtype",
        {"input": prob.astype(np.float32), "target": label},
        error=TypeError,
        message="target: wanted float32 as in input, got float64",
    ),
]
