"""Inputs on which both sides of the multilayer perceptron must agree."""

from itertools import pairwise

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
examples = rng.normal(size=(6, 3))


def layers(*widths):
    """Draw weights and biases between layers of the given widths."""
    drawn = {}
    for number, (fan_in, fan_out) in enumerate(pairwise(widths), 1):
        spread = fan_in**-0.5
        drawn[f"weight{number}"] = rng.normal(0, spread, size=(fan_out, fan_in))
        drawn[f"bias{number}"] = rng.normal(size=fan_out)
    return drawn


params = layers(3, 4, 5, 2)

CASES = [
    Case(
        "tanh of log 2 and of log 3",
        {
            "input": np.log([[2.0]]),
            "weight1": np.array([[1.0]]),
            "bias1": np.array([0.0]),
            "weight2": np.array([[0.0]]),
            "bias2": np.log([3.0]),
            "weight3": np.array([[5.0]]),
            "bias3": np.array([1.0]),
        },
        expected=[[5.0]],
        source="by hand: tanh(log a) = (a^2 - 1) / (a^2 + 1), so tanh(log 3) = 0.8",
    ),
    Case(
        "one unit a layer",
        {
            "input": np.log([[2.0]]),
            "weight1": np.array([[1.0]]),
            "bias1": np.array([0.0]),
            "weight2": np.log([[3.0]]) / 0.6,
            "bias2": np.array([0.0]),
            "weight3": np.array([[-2.0]]),
            "bias3": np.array([0.1]),
        },
        expected=[[-1.5]],
        source="by hand: tanh(log 2) = 0.6, tanh(log 3) = 0.8, 0.1 - 2 * 0.8 = -1.5",
    ),
    Case("a batch", {"input": examples, **params}),
    Case("wider than the batch", {"input": examples, **layers(3, 20, 30, 1)}),
    Case("one example", {"input": examples[:1], **params}),
    Case("empty batch", {"input": examples[:0], **params}),
    Case(
        "all weights zero",
        {
            "input": examples,
            **{key: np.zeros_like(value) for key, value in params.items()},
        },
    ),
    Case(
        "saturated by inputs of 1e4",
        {"input": examples * 1e4, **params},
        no_differences="a step in proportion to inputs of 1e4 leaves the saturated region",
        no_float32="the slope of a saturated unit is all rounding in float32",
    ),
    Case(
        "not contiguous",
        {"input": rng.normal(size=(6, 12)).T[::2, ::2], **params},
    ),
    Case(
        "NaN in one example",
        {"input": np.where(np.eye(6, 3) > 0, np.nan, examples), **params},
        no_differences="NaN has no neighbors",
    ),
    Case(
        "one example without its batch axis",
        {"input": examples[0], **params},
        error=ValueError,
        message=r"wanted shape \(N, D\), got \(3,\)",
        torch_accepts="it takes any leading axes; the deltas here are matrices",
    ),
    Case(
        "weights of (in, out)",
        {"input": examples, **params, "weight2": params["weight2"].T},
        error=ValueError,
        message=r"weight2: wanted shape \(out, 4\), got \(4, 5\)",
    ),
    Case(
        "bias of another layer",
        {"input": examples, **params, "bias1": params["bias2"]},
        error=ValueError,
        message=r"bias1: wanted shape \(4,\), got \(5,\)",
    ),
    Case(
        "weights of another dtype",
        {
            "input": rng.normal(size=(4, 3)),
            **layers(3, 4, 5, 2),
            "bias2": np.zeros(5, np.float32),
        },
        error=TypeError,
        message="bias2: wanted float64 as in input, got float32",
    ),
    *wrong_dtypes(
        {"input": examples, **params},
        {"complex": {"torch_accepts": "it multiplies complex numbers as well"}},
    ),
]
