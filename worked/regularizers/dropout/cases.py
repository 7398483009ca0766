"""Inputs on which both sides of dropout must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
x = rng.normal(size=(6, 4))
kept = rng.random((6, 4)) >= 0.3
image = rng.normal(size=(3, 2, 4, 5))
channels = np.array([[True, False], [False, True], [True, True]])[:, :, None, None]
args = {"input": x, "mask": kept, "p": 0.3}
BROADCASTS = "it broadcasts the input to the mask"

CASES = [
    Case(
        "two of four units kept, p of a half",
        {
            "input": np.array([1.0, 2.0, 3.0, 4.0]),
            "mask": np.array([True, False, True, False]),
        },
        expected=[2.0, 0.0, 6.0, 0.0],
        source="by hand: what is kept is divided by 1 - 1/2",
    ),
    Case(
        "p of 0.3, all kept",
        {"input": np.array([7.0]), "mask": np.array([True]), "p": 0.3},
        expected=[10.0],
        source="by hand: 7 / 0.7",
    ),
    Case("p of 0.3", args),
    Case("a mask drawn with another share", {**args, "p": 0.9}),
    Case("p of 0", {**args, "p": 0.0}),
    Case("p of 1", {**args, "mask": np.zeros((6, 4), bool), "p": 1.0}),
    Case("at test time", {**args, "training": False}),
    Case("at test time, no mask", {"input": x, "training": False}),
    Case("all dropped by chance", {**args, "mask": np.zeros((6, 4), bool)}),
    Case("one mask for the batch", {**args, "mask": kept[0]}),
    Case("whole channels", {"input": image, "mask": channels, "p": 0.2}),
    Case("whole examples", {"input": x, "mask": kept[:, :1], "p": 0.4}),
    Case("a single number", {"input": np.array(0.3), "mask": np.array(True)}),
    Case("empty batch", {"input": x[:0], "mask": kept[:0]}),
    Case("not contiguous", {"input": x.T[::2, ::3], "mask": kept.T[::2, ::3]}),
    Case("activations of 1e4", {**args, "input": 1e4 * x}),
    Case(
        "NaN and infinities",
        {"input": np.array([np.nan, np.inf, -np.inf]), "mask": np.ones(3, bool)},
        no_differences="infinities have no neighbors",
    ),
    *wrong_dtypes(
        args,
        {
            "integers": {"torch_accepts": "it promotes them"},
            "bool": {"torch_accepts": "it promotes them"},
            "complex": {"torch_accepts": "it has complex numbers"},
        },
    ),
    Case(
        "training without a mask",
        {"input": x},
        error=ValueError,
        message="mask: wanted one in training, got None",
    ),
    Case(
        "a mask of numbers",
        {**args, "mask": kept.astype(float)},
        error=TypeError,
        message="mask: wanted bool, got float64",
        torch_accepts="it multiplies by any number",
    ),
    Case(
        "a mask of another layer",
        {**args, "mask": kept[:, :3]},
        error=ValueError,
        message=r"mask: wanted a shape that broadcasts to \(6, 4\), got \(6, 3\)",
    ),
    Case(
        "a mask of more axes",
        {**args, "mask": kept[None]},
        error=ValueError,
        message=r"mask: wanted .* \(6, 4\), got \(1, 6, 4\)",
        torch_accepts=BROADCASTS,
    ),
    *(
        Case(
            f"p of {p}",
            {**args, "p": p},
            error=ValueError,
            message=rf"p: wanted a probability in \[0, 1\], got {p}",
            torch_accepts="the mask is given; its own function refuses it",
        )
        for p in (-0.1, 1.1)
    ),
]
