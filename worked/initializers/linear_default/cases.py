"""Inputs on which both sides of PyTorch's default initialization must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)


def layer(*shape):
    """Return the draws of a layer."""
    return {
        "weight_draw": rng.uniform(size=shape),
        "bias_draw": rng.uniform(size=shape[:1]),
    }


NO_BACKWARD = {
    "linear_default": "the weights are where training starts; nobody trains through them"
}

CASES = [
    Case(
        "four inputs: the bound is a half",
        {
            "weight_draw": np.array([[0.0, 0.25, 0.5, 1.0]]),
            "bias_draw": np.array([0.75]),
        },
        expected=([[-0.5, -0.25, 0.0, 0.5]], [0.25]),
        source="by hand: (2u - 1) / sqrt(4)",
    ),
    Case("dense", layer(4, 6)),
    Case("a thousand inputs", layer(2, 1000)),
    Case("one input, one unit", layer(1, 1)),
    Case("a convolution", layer(4, 3, 2, 5)),
    Case("no units", layer(0, 3)),
    Case("no inputs", layer(3, 0)),
    Case(
        "not contiguous",
        {"weight_draw": rng.uniform(size=(6, 8))[::2].T, "bias_draw": np.full(8, 0.1)},
    ),
    Case(
        "a weight of one axis",
        {"weight_draw": np.ones(3), "bias_draw": np.ones(3)},
        error=ValueError,
        message=r"wanted at least 2 axes, \(out, in, ...\), got shape \(3,\)",
    ),
    Case(
        "a bias of another layer",
        {"weight_draw": np.ones((2, 3)), "bias_draw": np.ones(3)},
        error=ValueError,
        message=r"bias_draw: wanted shape \(2,\), got \(3,\)",
        torch_accepts="each draw is scaled for itself",
    ),
    Case(
        "a bias of another dtype",
        {"weight_draw": np.ones((2, 3)), "bias_draw": np.ones(2, np.float32)},
        error=TypeError,
        message="bias_draw: wanted float64 as in weight_draw, got float32",
        torch_accepts="each draw is scaled for itself",
    ),
    *wrong_dtypes(
        {"weight_draw": np.ones((2, 3)), "bias_draw": np.ones(2)},
        {
            name: {"torch_accepts": "a product takes any dtype"}
            for name in ("integers", "bool", "float16", "complex")
        },
    ),
]
