"""Inputs on which both sides of one-hot encoding must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
labels = np.array([2, 0, 1, 2])

NO_BACKWARD = {"one_hot": "an index is a name; it has no slope"}

CASES = [
    Case(
        "categories 2 and 0 of three",
        {"tensor": np.array([2, 0]), "num_classes": 3},
        expected=[[0, 0, 1], [1, 0, 0]],
        source="by hand: a one in its place",
    ),
    Case("the number of categories from the largest", {"tensor": labels}),
    Case("a category that does not occur", {"tensor": labels, "num_classes": 5}),
    Case("a grid of categories", {"tensor": rng.integers(0, 4, size=(3, 2))}),
    Case("a single category", {"tensor": np.array(1), "num_classes": 3}),
    Case("one category alone", {"tensor": np.zeros(4, np.int64)}),
    Case("no examples", {"tensor": np.zeros(0, np.int64), "num_classes": 3}),
    Case("no examples, two axes", {"tensor": np.zeros((0, 2), int), "num_classes": 3}),
    Case("not contiguous", {"tensor": rng.integers(0, 4, size=(6, 4))[::2, ::3]}),
    Case("10,000 categories", {"tensor": np.array([9_999, 0]), "num_classes": 10_000}),
    Case(
        "no examples to count categories by",
        {"tensor": np.zeros(0, np.int64)},
        error=ValueError,
        message="num_classes: wanted a number where no index is, got -1",
    ),
    Case(
        "an index that is no category",
        {"tensor": labels, "num_classes": 2},
        error=ValueError,
        message="tensor: wanted indices below 2, got 2",
    ),
    Case(
        "a negative index",
        {"tensor": np.array([0, -1]), "num_classes": 2},
        error=ValueError,
        message="tensor: wanted indices from 0, got -1",
    ),
    Case(
        "no categories",
        {"tensor": labels, "num_classes": 0},
        error=ValueError,
        message="num_classes: wanted at least 1, or -1, got 0",
    ),
    Case(
        "indices as floats",
        {"tensor": labels.astype(float)},
        error=TypeError,
        message="tensor: wanted int64, got float64",
    ),
    Case(
        "int32 indices",
        {"tensor": labels.astype(np.int32)},
        error=TypeError,
        message="tensor: wanted int64, got int32",
    ),
]
