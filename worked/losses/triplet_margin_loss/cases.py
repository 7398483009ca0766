"""Inputs on which both sides of triplet margin loss must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.losses import reduced


def draw(rng, shape):
    """Return anchors, matches and strangers."""
    names = ("anchor", "positive", "negative")
    return dict(zip(names, rng.normal(size=(3, *shape)), strict=True))


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
    *reduced(
        draw,
        {
            "integers": {"torch_accepts": "eps turns integers into floats"},
            "complex": {"torch_accepts": "a norm takes complex numbers"},
        },
    ),
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
        awkward="the norm of nothing has no direction",
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
        awkward="the norm of nothing has no direction",
    ),
    Case("one triplet without a batch", {k: v[0] for k, v in triplet.items()}),
    Case("a batch of batches", {k: v.reshape(2, 3, 4) for k, v in triplet.items()}),
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
    *(
        Case(
            f"{case.name}, swapped",
            {**case.args, "swap": True},
            no_differences=case.no_differences,
        )
        for case in reduced(draw)
        if case.error is None
    ),
    *(
        Case(
            f"NaN in the {name}{', swapped' if swap else ''}",
            {
                **triplet,
                name: np.where(triplet[name] > 1, np.nan, triplet[name]),
                "swap": swap,
                "reduction": "none",
            },
            no_differences="NaN has no neighbors",
        )
        for name in triplet
        for swap in (False, True)
    ),
    Case(
        "a stranger as far from the match as from the anchor",
        {
            "anchor": np.array([[0.0, 0.0]]),
            "positive": np.array([[2.0, 0.0]]),
            "negative": np.array([[1.0, 0.5]]),
            "eps": 0.0,
            "swap": True,
        },
        expected=3 - np.sqrt(1.25),
        source="by hand: 2 - sqrt(1 + 1/4) + 1, whichever of the two equal distances is taken",
        no_differences="the smaller of two equal distances has a kink",
    ),
    Case(
        "a stranger nearer to the match, swapped",
        {**by_hand, "negative": np.array([[0.0, 2.0], [0.0, 1.5]]), "swap": True},
        expected=(4 + 1.5) / 2,
        source="by hand: 5 - min(2, sqrt 13) + 1, and 1 - min(1.5, 0.5) + 1",
    ),
    Case(
        "dtypes that differ",
        {**triplet, "negative": negative.astype(np.float32)},
        looser="a gradient in float32 keeps seven digits",
        rtol=1e-6,
        atol=1e-7,
        no_differences="float32 leaves no digit in a difference",
    ),
]
