"""Batches on which both sides of mixup must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
x = rng.normal(size=(6, 4))
order = rng.permutation(6)
args = {"input": x, "order": order, "lam": 0.3}
WRONG = {
    "partners for other examples": (
        {"order": order[:5]},
        ValueError,
        r"order: wanted one index per example of input \(6, 4\), got shape \(5,\)",
        "",
    ),
    "a partner that is not there": (
        {"order": order + 1},
        ValueError,
        "order: wanted indices from 0 to 5, got ",
        "",
    ),
    "a partner counted from the end": (
        {"order": order - 1},
        ValueError,
        "order: wanted indices from 0 to 5, got ",
        "it counts from the end",
    ),
    "partners as floats": (
        {"order": order.astype(float)},
        TypeError,
        "order: wanted integers, got float64",
        "",
    ),
    "a share above one": (
        {"lam": 1.5},
        ValueError,
        r"lam: wanted a share in \[0, 1\], got 1.5",
        "it is arithmetic",
    ),
    "a negative share": (
        {"lam": -0.5},
        ValueError,
        r"lam: wanted a share in \[0, 1\], got -0.5",
        "it is arithmetic",
    ),
    "one number without a batch": (
        {"input": np.array(1.0), "order": np.array(0)},
        ValueError,
        r"order: wanted one index per example of input \(\), got shape \(\)",
        "",
    ),
}

CASES = [
    Case(
        "a quarter of the first and three of the second",
        {
            "input": np.array([[4.0, 0.0], [0.0, 8.0]]),
            "order": np.array([1, 0]),
            "lam": 0.25,
        },
        expected=[[1.0, 6.0], [3.0, 2.0]],
        source="by hand: 4/4 + 0, 0 + 3/4 of 8; 0 + 3/4 of 4, 8/4 + 0",
    ),
    Case("a permutation", args),
    Case("halves", {"input": x, "order": order}),
    Case("one partner for several", {**args, "order": np.array([0, 0, 0, 3, 3, 1])}),
    Case("each with itself", {**args, "order": np.arange(6)}),
    Case("nothing of the partner", {**args, "lam": 1.0}),
    Case("nothing of itself", {**args, "lam": 0.0}),
    Case("images", {**args, "input": rng.normal(size=(6, 2, 3, 3))}),
    Case("one number per example", {**args, "input": x[:, 0]}),
    Case("one example", {**args, "input": x[:1], "order": np.array([0])}),
    Case("empty batch", {**args, "input": x[:0], "order": order[:0]}),
    Case("not contiguous", {**args, "input": rng.normal(size=(8, 12)).T[::2, ::3]}),
    Case("inputs of 1e4", {**args, "input": 1e4 * x}),
    Case(
        "NaN stays with those who mix it",
        {"input": np.array([np.nan, 1.0, 2.0]), "order": np.array([1, 2, 1])},
        no_differences="NaN has no neighbors",
    ),
    *wrong_dtypes(
        args,
        {
            "integers": {"torch_accepts": "it promotes them"},
            "bool": {"torch_accepts": "it promotes them"},
            "complex": {"torch_accepts": "it has complex numbers"},
        },
    ),
    *(
        Case(name, {**args, **bad}, error=error, message=message, torch_accepts=why)
        for name, (bad, error, message, why) in WRONG.items()
    ),
]
