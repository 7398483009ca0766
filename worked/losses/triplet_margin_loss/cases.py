"""Inputs on which both sides of triplet margin loss must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
anchor, positive, negative = rng.normal(size=(3, 6, 4))
triplet = {"anchor": anchor, "positive": positive, "negative": negative}
by_hand = {
    "anchor": np.array([[0.0, 0.0], [0.0, 0.0]]),
    "positive": np.array([[3.0, 4.0], [0.0, 1.0]]),
    "negative": np.array([[0.0, 2.0], [0.0, 5.0]]),
    "eps": 0.0,
}

CASES = [
    Case(
        "distances 5 and 2, 1 and 5",
        {**by_hand, "reduction": "none"},
        expected=[4.0, 0.0],
        source="by hand: 5 - 2 + 1, and a margin that holds",
    ),
    Case(
        "distances 5 and 2, 1 and 5, margin 4.5",
        {**by_hand, "margin": 4.5},
        expected=4.0,
        source="by hand: (5 - 2 + 4.5 + 1 - 5 + 4.5) / 2",
    ),
    Case("mean", triplet),
    Case("sum", {**triplet, "reduction": "sum"}),
    Case("none", {**triplet, "reduction": "none"}),
    Case("large eps", {**triplet, "eps": 0.3}),
    Case(
        "anchor, match and stranger are one point",
        {"anchor": anchor, "positive": anchor, "negative": anchor},
        expected=1.0,
        source="by hand: equal distances cancel and leave the margin",
        no_differences="the norm bends within eps of zero",
    ),
    Case(
        "one point, no eps",
        {"anchor": anchor, "positive": anchor, "negative": negative, "eps": 0.0},
        no_differences="the norm has a kink at zero",
    ),
    Case(
        "exactly on the margin, where the kink is",
        {
            "anchor": np.array([[0.0]]),
            "positive": np.array([[1.0]]),
            "negative": np.array([[2.0]]),
            "eps": 0.0,
        },
        no_differences="a central difference at the kink gives the mean of both slopes",
    ),
    Case(
        "coordinates of 1e4",
        {
            "anchor": np.array([[1e4, 1e4]]),
            "positive": np.array([[-2e4, 5e4]]),
            "negative": np.array([[1e4, 1e4]]),
            "eps": 0.0,
        },
        expected=50001.0,
        source="by hand: 5e4 - 0 + 1",
        no_differences="the norm has a kink at zero",
    ),
    Case("one triplet without a batch", {k: v[0] for k, v in triplet.items()}),
    Case("a batch of batches", {k: v.reshape(2, 3, 4) for k, v in triplet.items()}),
    Case("one example", {k: v[:1] for k, v in triplet.items()}),
    Case(
        "empty batch",
        {k: v[:0] for k, v in triplet.items()},
        no_differences="0/0: the answer is NaN",
    ),
    Case("not contiguous", {k: v[::2, ::3] for k, v in triplet.items()}),
    Case(
        "margin of zero",
        {**triplet, "margin": 0.0},
        error=ValueError,
        message="margin: wanted a number above 0, got 0.0",
    ),
    Case(
        "one stranger for all",
        {**triplet, "negative": negative[:1]},
        error=ValueError,
        message=r"negative: wanted shape \(6, 4\), got \(1, 4\)",
        torch_accepts="it broadcasts, without a warning",
    ),
    Case(
        "embeddings of another size",
        {**triplet, "positive": positive[:, :3]},
        error=ValueError,
        message=r"positive: wanted shape \(6, 4\), got \(6, 3\)",
    ),
    Case(
        "integers",
        {k: np.zeros((2, 2), int) for k in triplet},
        error=TypeError,
        message="anchor: wanted a floating dtype, got int64",
        torch_accepts="eps turns integers into floats",
    ),
    Case(
        "misspelt reduction",
        {**triplet, "reduction": "average"},
        error=ValueError,
        message="wanted 'none', 'mean' or 'sum', got 'average'",
    ),
]
