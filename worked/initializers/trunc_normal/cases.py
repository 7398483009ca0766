"""Inputs on which both sides of truncated normal initialization must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
batch = rng.normal(size=(30, 4, 6))

NO_BACKWARD = {
    "trunc_normal": "the weights are where training starts; nobody trains through them"
}
SCALES = (
    "this side scales a draw; the library's function has no candidates to run out of"
)

CASES = [
    Case(
        "the first candidate inside, bounds included",
        {"draw": np.array([[2.5, -2.0, 0.1], [-3.0, 0.0, 5.0], [1.5, 1.0, 0.0]])},
        expected=[1.5, -2.0, 0.1],
        source="by hand: column by column, the first from -2 to 2",
    ),
    Case(
        "bounds are in the unit of the weight",
        {
            "draw": np.array([[5.0, 3.0], [1.0, -1.0]]),
            "std": 0.02,
            "a": -0.04,
            "b": 0.04,
        },
        expected=[0.02, -0.02],
        source="by hand: 0.1 and 0.06 are outside",
    ),
    Case("a weight", {"draw": batch}),
    Case("mean 1, bounds 0 and 3", {"draw": batch, "mean": 1.0, "a": 0.0, "b": 3.0}),
    Case("one-sided", {"draw": batch, "a": 0.5, "b": np.inf}),
    Case("a convolution", {"draw": rng.normal(size=(20, 3, 2, 2, 2)), "std": 0.5}),
    Case("one weight", {"draw": np.array([-2.5, 0.3])}),
    Case("no weights", {"draw": np.zeros((2, 0, 3))}),
    Case("not contiguous", {"draw": rng.normal(size=(30, 6, 8))[::2, ::3].T[:, :, :9]}),
    Case("spread 0", {"draw": batch, "mean": 0.5, "std": 0.0}),
    Case(
        "no candidate inside",
        {"draw": np.array([[2.5, 0.0], [-3.0, 0.0]])},
        error=ValueError,
        message="draw: wanted a candidate from -2.0 to 2.0 .*, got none for 1 of them in 2",
        torch_accepts=SCALES,
    ),
    Case(
        "no candidates at all",
        {"draw": np.zeros((0, 3))},
        error=ValueError,
        message=r"draw: wanted \(K, \*\) with K at least 1, got shape \(0, 3\)",
    ),
    Case(
        "a single number",
        {"draw": np.array(0.3)},
        error=ValueError,
        message=r"draw: wanted \(K, \*\) with K at least 1, got shape \(\)",
        torch_accepts="PyTorch treats it as a vector of one until the last step",
    ),
    Case(
        "negative spread",
        {"draw": batch, "std": -1.0},
        error=ValueError,
        message="std: wanted at least 0, got -1.0",
        torch_accepts=SCALES,
    ),
    *wrong_dtypes(
        {"draw": np.ones((2, 3))},
        {
            name: {"torch_accepts": "a product and a comparison take it"}
            for name in ("integers", "bool", "float16")
        },
    ),
]
