"""Inputs on which both sides of the collapse of two layers must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)


def layers(inputs, hidden, outputs):
    """Draw two layers of the given widths."""
    return {
        "weight1": rng.normal(size=(hidden, inputs)),
        "bias1": rng.normal(size=hidden),
        "weight2": rng.normal(size=(outputs, hidden)),
        "bias2": rng.normal(size=outputs),
    }


LEFT_OUT = {
    "grad_output shape": "its parts differ in shape; a test of its own tries wrong ones",
    "grad_output dtype": "its parts differ in shape; a test of its own tries other dtypes",
}

both = layers(3, 4, 2)

CASES = [
    Case(
        "2x + 1, then 3y - 2",
        {
            "weight1": np.array([[2.0]]),
            "bias1": np.array([1.0]),
            "weight2": np.array([[3.0]]),
            "bias2": np.array([-2.0]),
        },
        expected=([[6.0]], [1.0]),
        source="by hand: 3 (2x + 1) - 2 = 6x + 1",
    ),
    Case(
        "two inputs, two hidden units, one output",
        {
            "weight1": np.array([[1.0, 2.0], [3.0, 4.0]]),
            "bias1": np.array([1.0, -1.0]),
            "weight2": np.array([[10.0, 1.0]]),
            "bias2": np.array([0.5]),
        },
        expected=([[13.0, 24.0]], [9.5]),
        source="by hand: 10 (x1 + 2 x2 + 1) + (3 x1 + 4 x2 - 1) + 0.5",
    ),
    Case("widths 3, 4 and 2", both),
    Case("a bottleneck of one unit", layers(5, 1, 5)),
    Case("wide between narrow", layers(2, 50, 3)),
    Case(
        "no hidden unit: only the last bias is left",
        layers(3, 0, 2) | {"bias2": np.array([7.0, -1.0])},
        expected=([[0.0, 0.0, 0.0], [0.0, 0.0, 0.0]], [7.0, -1.0]),
        source="by hand: an empty sum is zero",
    ),
    Case("no inputs", layers(0, 3, 2)),
    Case("no outputs", layers(3, 4, 0)),
    Case("all weights zero", {key: 0 * value for key, value in both.items()}),
    Case("weights of 1e4", {key: 1e4 * value for key, value in both.items()}),
    Case(
        "NaN in one weight",
        {**both, "weight1": np.where(np.eye(4, 3) > 0, np.nan, both["weight1"])},
        no_differences="NaN has no neighbors",
    ),
    Case(
        "not contiguous",
        {
            **both,
            "weight1": np.repeat(both["weight1"].T, 2, axis=1).T[::2],
            "bias1": np.repeat(both["bias1"], 2)[::2],
        },
    ),
    Case(
        "layers in the wrong order",
        {
            "weight1": both["weight2"],
            "bias1": both["bias2"],
            "weight2": both["weight1"],
            "bias2": both["bias1"],
        },
        error=ValueError,
        message=r"weight2: wanted shape \(O, 2\), got \(4, 3\)",
    ),
    Case(
        "one unit's weights as a vector",
        {**both, "weight1": both["weight1"][:, 0]},
        error=ValueError,
        message=r"weight1: wanted shape \(H, D\), got \(4,\)",
        torch_accepts="it multiplies a matrix by a vector, too",
    ),
    Case(
        "the second layer's bias in the first",
        {**both, "bias1": both["bias2"]},
        error=ValueError,
        message=r"bias1: wanted shape \(4,\), got \(2,\)",
    ),
    Case(
        "one bias for all outputs",
        {**both, "bias2": both["bias2"][:1]},
        error=ValueError,
        message=r"bias2: wanted shape \(2,\), got \(1,\)",
        torch_accepts="it spreads the one bias over the outputs",
    ),
    Case(
        "a bias of another dtype",
        {**both, "bias1": both["bias1"].astype(np.float32)},
        error=TypeError,
        message="bias1: wanted float64 as in weight1, got float32",
    ),
    *wrong_dtypes(
        both,
        {
            "integers": {"torch_accepts": "it multiplies integers as well"},
            "complex": {"torch_accepts": "it multiplies complex numbers as well"},
        },
    ),
]
