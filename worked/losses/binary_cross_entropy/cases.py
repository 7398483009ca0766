"""Inputs on which both sides of binary cross-entropy must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
prob = rng.uniform(0.02, 0.98, size=(6, 3))
label = rng.integers(0, 2, size=(6, 3)).astype(float)
soft = rng.uniform(size=(6, 3))
weight = np.array([0.5, 2.0, 3.0])

ENDS = "labels of 0 and 1 are the ends of their range"

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
    Case("mean", {"input": prob, "target": label}, no_differences=ENDS),
    Case(
        "sum", {"input": prob, "target": label, "reduction": "sum"}, no_differences=ENDS
    ),
    Case(
        "none",
        {"input": prob, "target": label, "reduction": "none"},
        no_differences=ENDS,
    ),
    Case("soft labels", {"input": prob, "target": soft}),
    Case("soft labels, sum", {"input": prob, "target": soft, "reduction": "sum"}),
    Case(
        "soft labels and a weight of each column",
        {"input": prob, "target": soft, "weight": weight},
    ),
    Case(
        "weight of each column",
        {"input": prob, "target": label, "weight": weight},
        no_differences=ENDS,
    ),
    Case(
        "weight of each element, none",
        {
            "input": prob,
            "target": soft,
            "weight": rng.uniform(size=(6, 3)),
            "reduction": "none",
        },
    ),
    Case("one example", {"input": prob[:1], "target": label[:1]}, no_differences=ENDS),
    Case(
        "empty batch",
        {"input": np.zeros((0, 3)), "target": np.zeros((0, 3))},
        no_differences="0/0: the answer is NaN",
    ),
    Case(
        "weight of each row",
        {"input": prob, "target": soft, "weight": np.arange(1.0, 7.0)[:, None]},
    ),
    Case(
        "not contiguous",
        {"input": rng.uniform(size=(8, 6))[::2, ::3].T, "target": soft[:4, :2].T},
    ),
    Case(
        "scores instead of probabilities",
        {"input": np.array([1.2, -0.3]), "target": np.array([1.0, 0.0])},
        error=ValueError,
        message=r"input: wanted probabilities in \[0, 1\], got 1.2",
    ),
    Case(
        "NaN",
        {"input": np.array([np.nan]), "target": np.array([1.0])},
        error=ValueError,
        message=r"input: wanted probabilities in \[0, 1\], got nan",
    ),
    Case(
        "label of 2",
        {"input": np.array([0.5]), "target": np.array([2.0])},
        error=ValueError,
        message=r"target: wanted probabilities in \[0, 1\], got 2.0",
    ),
    Case(
        "a column against a row",
        {"input": np.zeros((4, 1)), "target": np.zeros(4)},
        error=ValueError,
        message=r"target: wanted shape \(4, 1\), got \(4,\)",
    ),
    Case(
        "integer labels",
        {"input": prob, "target": label.astype(int)},
        error=TypeError,
        message="target: wanted a floating dtype, got int64",
    ),
    Case(
        "weight of another shape",
        {"input": prob, "target": label, "weight": np.ones(6)},
        error=ValueError,
        message=r"weight: wanted a shape that broadcasts to \(6, 3\), got \(6,\)",
    ),
    Case(
        "misspelt reduction",
        {"input": prob, "target": label, "reduction": "average"},
        error=ValueError,
        message="wanted 'none', 'mean' or 'sum', got 'average'",
    ),
]
