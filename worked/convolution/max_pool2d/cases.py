"""Inputs on which both sides of max pooling must agree."""

from typing import Any

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
images = rng.normal(size=(2, 3, 6, 5))
TIES: dict[str, Any] = {"no_differences": "a kink: of equal numbers only one wins"}
INFINITY: dict[str, Any] = {"no_differences": "infinities have no neighbors"}

unknown = images.copy()
unknown[0, 0, 1, 1] = np.nan
sixteen = np.array([[1.0, 2, 5, 3], [4, 0, 1, 2], [7, 6, 0, 1], [8, 9, 2, 3]])

WRONG = {
    "windows of no size": (
        {"kernel_size": 0},
        "kernel_size: wanted an int from 1 or a pair of them, got 0",
    ),
    "a window larger than the image": (
        {"kernel_size": (7, 2)},
        "kernel_size: wanted at most 6 along axis 0 of the image, got 7",
    ),
    "a window wider than the image": (
        {"kernel_size": (2, 6)},
        "kernel_size: wanted at most 5 along axis 1 of the image, got 6",
    ),
    "stride of 0": (
        {"stride": 0},
        "stride: wanted an int from 1 or a pair of them, got 0",
    ),
    "negative padding": (
        {"padding": -1},
        "padding: wanted an int from 0 or a pair of them, got -1",
    ),
    "padding beyond half a window": (
        {"padding": 2},
        "padding: wanted at most half a window, 1, got 2",
    ),
}

CASES = [
    Case(
        "sixteen pixels in windows of four",
        {"input": sixteen.reshape(1, 1, 4, 4), "kernel_size": 2},
        expected=[[[[4.0, 5.0], [9.0, 3.0]]]],
        source="by hand: the largest of 1 2 4 0, of 5 3 1 2, of 7 6 8 9 and of 0 1 2 3",
    ),
    Case(
        "windows that overlap, padding",
        {
            "input": np.array([[[[-1.0, -2, -5], [-4, 0, -1], [-7, -6, -3]]]]),
            "kernel_size": 3,
            "stride": 2,
            "padding": 1,
        },
        expected=[[[[0.0, 0.0], [0.0, 0.0]]]],
        source="by hand: the 0 in the middle is in all four windows, and padding is not 0",
        awkward="the padding must not win",
    ),
    Case(
        "negative numbers beside padding",
        {
            "input": np.array([[[[-3.0, -1.0], [-4.0, -2.0]]]]),
            "kernel_size": 2,
            "padding": 1,
        },
        expected=[[[[-3.0, -1.0], [-4.0, -2.0]]]],
        source="by hand: each window has one pixel of the image, which beats the padding",
        awkward="padding with zeros would win",
    ),
    Case("drawn", {"input": images, "kernel_size": 2}),
    Case(
        "a last column that no window reaches", {"input": images, "kernel_size": (2, 3)}
    ),
    Case("stride 1", {"input": images, "kernel_size": 3, "stride": 1}),
    Case("stride beyond the window", {"input": images, "kernel_size": 2, "stride": 3}),
    Case("pairs", {"input": images, "kernel_size": (3, 2), "stride": (1, 2)}),
    Case(
        "padding of columns alone",
        {"input": images, "kernel_size": 2, "padding": (0, 1)},
    ),
    Case("windows of one pixel", {"input": images, "kernel_size": 1}),
    Case("one window", {"input": images, "kernel_size": (6, 5)}),
    Case("one pixel", {"input": images[:1, :1, :1, :1], "kernel_size": 1}),
    Case("ties", {"input": np.zeros((1, 2, 4, 4)), "kernel_size": 2}, **TIES),
    Case(
        "ties in windows that overlap",
        {"input": np.round(images), "kernel_size": 3, "stride": 1, "padding": 1},
        **TIES,
    ),
    Case(
        "NaN in one pixel",
        {"input": unknown, "kernel_size": 2, "stride": 1},
        no_differences="NaN has no neighbors",
    ),
    Case(
        "infinities",
        {
            "input": np.array([[[[np.inf, 1.0, -np.inf, -np.inf]]]]),
            "kernel_size": (1, 2),
        },
        **INFINITY,
    ),
    Case(
        "minus infinity beside padding",
        {"input": np.full((1, 1, 2, 2), -np.inf), "kernel_size": 2, "padding": 1},
        **INFINITY,
    ),
    Case("empty batch", {"input": images[:0], "kernel_size": 2}),
    Case(
        "not contiguous",
        {"input": images.transpose(1, 0, 3, 2)[..., ::2], "kernel_size": 2},
    ),
    *(
        Case(
            name,
            {"input": images, "kernel_size": 2, **wrong},
            error=ValueError,
            message=message,
        )
        for name, (wrong, message) in WRONG.items()
    ),
    Case(
        "one image without its batch axis",
        {"input": images[0], "kernel_size": 2},
        error=ValueError,
        message=r"input: wanted \(N, C, H, W\), got shape \(3, 6, 5\)",
        torch_accepts="it takes single images",
    ),
    *wrong_dtypes(
        {"input": images, "kernel_size": 2},
        {"integers": {"torch_accepts": "it compares integers as well"}},
    ),
]
