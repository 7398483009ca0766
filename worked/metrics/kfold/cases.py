"""Numbers of examples and folds on which both sides of k-fold splitting must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
NO_BACKWARD = {"kfold": "numbers of folds, which have no slope"}
WRONG = {
    "more folds than examples": (
        {"n_samples": 3},
        ValueError,
        "n_samples: wanted at least 5, one for each fold, got 3",
        "some folds are empty",
    ),
    "one fold": (
        {"n_samples": 8, "n_splits": 1},
        ValueError,
        "n_splits: wanted at least 2, got 1",
        "nothing is left to train on",
    ),
    "an example twice": (
        {"n_samples": 5, "order": np.array([0, 1, 2, 3, 3])},
        ValueError,
        r"order: wanted a permutation of 5 examples, got \[0, 1, 2, 3, 3\]",
        "one example stays without a fold",
    ),
    "an order of other examples": (
        {"n_samples": 5, "order": np.arange(6)},
        ValueError,
        "order: wanted a permutation of 5 examples",
        "",
    ),
    "an order of floats": (
        {"n_samples": 5, "order": np.arange(5.0)},
        TypeError,
        "order: wanted integers, got float64",
        "",
    ),
}

CASES = [
    Case(
        "eight examples in three folds",
        {"n_samples": 8, "n_splits": 3},
        expected=[0, 0, 0, 1, 1, 1, 2, 2],
        source="by hand: 8 = 3 + 3 + 2, the larger folds first",
    ),
    Case(
        "five examples in another order, two folds",
        {"n_samples": 5, "n_splits": 2, "order": np.array([4, 0, 3, 1, 2])},
        expected=[0, 1, 1, 0, 0],
        source="by hand: examples 4, 0 and 3 are held out first, then 1 and 2",
    ),
    Case("folds of one size", {"n_samples": 20}),
    Case("one example per fold", {"n_samples": 7, "n_splits": 7}),
    Case("many folds, leave one out", {"n_samples": 120, "n_splits": 120}),
    Case("a shuffled order", {"n_samples": 23, "order": rng.permutation(23)}),
    *(
        Case(name, args, error=error, message=message, torch_accepts=why)
        for name, (args, error, message, why) in WRONG.items()
    ),
]
