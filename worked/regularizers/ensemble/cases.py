"""Inputs on which both sides of an ensemble must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
z = rng.normal(size=(3, 5, 4))
FAR = "the best step grows with the logits and spans the whole transition"
SHAPES = {
    "one network's logits without the axis of networks": z[0],
    "no networks": z[:0],
    "no classes": z[:, :, :0],
}

CASES = [
    Case(
        "two networks, odds of 1 to 1 and of 3 to 1",
        {"input": np.log([[[1.0, 1.0]], [[3.0, 1.0]]])},
        expected=[[0.625, 0.375]],
        source="by hand: the means of 1/2 and 3/4, and of 1/2 and 1/4",
    ),
    Case("three networks", {"input": z}),
    Case("one network", {"input": z[:1]}),
    Case("one class", {"input": z[:, :, :1]}),
    Case("empty batch", {"input": z[:, :0]}),
    Case("not contiguous", {"input": z.T[::2]}),
    Case("logits of 1e4", {"input": 1e4 * z}, no_differences=FAR),
    Case(
        "large offset",
        {"input": z + 1e3},
        looser="1e3 + z keeps 13 digits of z",
        rtol=1e-8,
        no_differences=FAR,
        no_float32="1e3 + z keeps 4 digits of z in float32",
    ),
    Case(
        "a network that answers NaN",
        {"input": np.array([[[0.5, 1.0]], [[np.nan, 1.0]]])},
        no_differences="NaN has no neighbors",
    ),
    *wrong_dtypes({"input": z}),
    *(
        Case(
            name,
            {"input": input},
            error=ValueError,
            message=r"wanted \(K, N, C\) with K and C at least 1, got shape \(",
            torch_accepts="it averages whatever the first axis is",
        )
        for name, input in SHAPES.items()
    ),
]
