"""Inputs on which both sides of the convolution must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)


def drawn(images=(2, 3, 6, 5), filters=(4, 3, 3, 3), **options):
    """Return images, filters and biases of these shapes."""
    return {
        "input": rng.normal(size=images),
        "weight": rng.normal(size=filters),
        "bias": rng.normal(size=filters[:1]),
        **options,
    }


args = drawn()
without = {key: args[key] for key in ("input", "weight")}
nine = np.arange(9.0).reshape(1, 1, 3, 3)
four = np.arange(4.0).reshape(1, 1, 2, 2)
wide = {
    key: np.repeat(array, 2, axis=-1)[..., ::2].swapaxes(0, 1).copy().swapaxes(0, 1)
    for key, array in without.items()
}
unknown = args["input"].copy()
unknown[0, 0, 0, 0] = np.nan

WRONG = {
    "filters for other channels": (
        {"weight": args["weight"][:, :2]},
        r"weight: wanted shape \(O, 3, KH, KW\), got \(4, 2, 3, 3\)",
    ),
    "one filter without its axis": (
        {"weight": args["weight"][0]},
        r"weight: wanted shape \(O, 3, KH, KW\), got \(3, 3, 3\)",
    ),
    "biases of the input channels": (
        {"bias": args["bias"][:3]},
        r"bias: wanted shape \(4,\), got \(3,\)",
    ),
    "a filter larger than the image": (
        {"input": args["input"][..., :2, :]},
        "weight: wanted a filter of 1 to 2 along axis 0 of the image, got 3",
    ),
    "a filter wider than the image": (
        {"input": args["input"][..., :2]},
        "weight: wanted a filter of 1 to 2 along axis 1 of the image, got 3",
    ),
    "stride of 0": (
        {"stride": 0},
        "stride: wanted an int from 1 or a pair of them, got 0",
    ),
    "three strides": (
        {"stride": (1, 1, 1)},
        r"stride: wanted an int from 1 or a pair of them, got \(1, 1, 1\)",
    ),
    "negative padding": (
        {"padding": (0, -1)},
        r"padding: wanted an int from 0 or a pair of them, got \(0, -1\)",
    ),
}

CASES = [
    Case(
        "nine pixels, a filter of four",
        {"input": nine, "weight": four},
        expected=[[[[19.0, 25.0], [37.0, 43.0]]]],
        source="by hand: 0 0 + 1 1 + 2 3 + 3 4 = 19, and so on; not flipped, else 5 were first",
    ),
    Case(
        "stride 3 and 2, padding 1",
        {"input": nine, "weight": four, "stride": (3, 2), "padding": 1},
        expected=[[[[0.0, 8.0], [6.0, 8.0]]]],
        source="by hand: 3 0; 2 1 + 3 2; 1 6; 0 7 + 1 8",
    ),
    Case(
        "two channels in, two out, with biases",
        {
            "input": np.array([[[[1.0, 2.0]], [[3.0, 4.0]]]]),
            "weight": np.array([[[[1.0]], [[10.0]]], [[[-1.0]], [[0.5]]]]),
            "bias": np.array([0.0, 100.0]),
        },
        expected=[[[[31.0, 42.0]], [[100.5, 100.0]]]],
        source="by hand: 1 + 10 3; 2 + 10 4; 100 - 1 + 3/2; 100 - 2 + 4/2",
    ),
    Case("drawn", args),
    Case("without bias", without),
    Case("padding 1, the size stays", {**args, "padding": 1}),
    Case("padding as wide as the filter", {**args, "padding": 3}),
    Case("padding of columns alone", {**args, "padding": (0, 2)}),
    Case("stride 2", {**args, "stride": 2}),
    Case("a last column that no place reaches", drawn((2, 3, 6, 6), stride=(1, 2))),
    Case("stride beyond the filter", {**args, "stride": 4, "padding": 1}),
    Case("a filter of one pixel", drawn(filters=(4, 3, 1, 1))),
    Case("a filter of one row", drawn(filters=(2, 3, 1, 4), padding=(0, 1))),
    Case("a filter as large as the image", drawn(filters=(4, 3, 6, 5))),
    Case("one image of one pixel", drawn((1, 1, 1, 1), (1, 1, 1, 1))),
    Case(
        "many places",
        drawn((3, 2, 20, 20), (2, 2, 5, 5), padding=2),
        no_float32="a filter's gradient is a sum of 1,200 terms that cancel",
    ),
    Case("empty batch", drawn((0, 3, 6, 5))),
    Case("not contiguous", wide),
    Case(
        "NaN in one pixel",
        {**args, "input": unknown},
        no_differences="NaN has no neighbors",
    ),
    Case("images of 1e4", {**args, "input": 1e4 * args["input"]}),
    *(
        Case(name, {**args, **wrong}, error=ValueError, message=message)
        for name, (wrong, message) in WRONG.items()
    ),
    Case(
        "one image without its batch axis",
        {**args, "input": args["input"][0]},
        error=ValueError,
        message=r"input: wanted \(N, C, H, W\), got shape \(3, 6, 5\)",
        torch_accepts="it takes single images",
    ),
    *(
        Case(
            f"{name} of another dtype",
            {**args, name: args[name].astype(np.float32)},
            error=TypeError,
            message=f"{name}: wanted float64 as in input, got float32",
        )
        for name in ("weight", "bias")
    ),
    *wrong_dtypes(
        args,
        {
            "integers": {"torch_accepts": "it convolves integers on a processor"},
            "complex": {"torch_accepts": "it convolves complex numbers"},
        },
    ),
]
