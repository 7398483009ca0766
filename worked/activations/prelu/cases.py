"""Inputs on which both sides of PReLU must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import elementwise

rng = np.random.default_rng(1)
KINK = "a central difference at the kink gives the mean of both slopes"

CASES = [
    Case(
        "by definition",
        {
            "input": np.array([[-4.0, 3.0], [5.0, -2.0]]),
            "weight": np.array([0.25, 0.5]),
        },
        expected=[[-1.0, 3.0], [5.0, -1.0]],
        source="by hand: a quarter of -4 in channel 0, half of -2 in channel 1",
    ),
    *elementwise(
        {"zero, both signs": {"no_differences": KINK}}, weight=np.array([0.25])
    ),
    Case(
        "one slope per channel",
        {"input": rng.normal(size=(8, 5)), "weight": rng.normal(size=5)},
    ),
    Case(
        "images",
        {"input": rng.normal(size=(2, 3, 4, 5)), "weight": rng.normal(size=3)},
    ),
    Case("a vector", {"input": rng.normal(size=7), "weight": np.array([0.25])}),
    Case(
        "a slope without axes", {"input": rng.normal(size=7), "weight": np.array(0.25)}
    ),
    Case("one channel", {"input": rng.normal(size=(6, 1)), "weight": np.array([0.1])}),
    Case("slope 0", {"input": rng.normal(size=(4, 3)), "weight": np.zeros(1)}),
    Case(
        "slopes of NaN and infinity",
        {"input": rng.normal(size=(8, 2)), "weight": np.array([np.nan, np.inf])},
        no_differences="infinities have no neighbors",
    ),
    Case(
        "zero, a slope per channel",
        {"input": np.zeros((2, 2)), "weight": np.array([0.25, 0.5])},
        no_differences=KINK,
    ),
    Case(
        "empty batch, a slope per channel",
        {"input": np.zeros((0, 3)), "weight": np.full(3, 0.25)},
    ),
    Case(
        "not contiguous, a slope per channel",
        {"input": rng.normal(size=(6, 8))[::2, ::3].T, "weight": rng.normal(size=3)},
    ),
    Case(
        "two slopes for a vector",
        {"input": np.zeros(3), "weight": np.zeros(2)},
        error=ValueError,
        message=r"wanted one slope or 1, one per channel, got shape \(2,\)",
    ),
    Case(
        "slopes of another number of channels",
        {"input": np.zeros((2, 3)), "weight": np.zeros(2)},
        error=ValueError,
        message=r"wanted one slope or 3, one per channel, got shape \(2,\)",
    ),
    *(
        Case(
            f"slopes of shape {shape}",
            {"input": np.zeros((2, 3)), "weight": np.zeros(shape)},
            error=ValueError,
            message=rf"got shape \({shape[0]}, {shape[1]}\)",
        )
        for shape in [(1, 1), (3, 1), (1, 3)]
    ),
    Case(
        "a slope of another dtype",
        {"input": np.ones(3, np.float32), "weight": np.array([0.25])},
        error=TypeError,
        message="weight: wanted float32, as `input`, got float64",
    ),
]
