"""Inputs on which both sides of the variance by depth must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
REASON = "a measurement; nobody trains through it"
NO_BACKWARD = {"variance_by_depth": REASON, "predicted_variance": REASON}
KINDS = ("linear", "relu", "sigmoid", "tanh")


def stack(depth, wide, count, scale=1.0):
    """Return a stack of layers with its inputs and the gradient at its end."""
    return {
        "input": rng.normal(size=(count, wide)),
        "weight": scale * rng.normal(size=(depth, wide, wide)) / max(wide, 1) ** 0.5,
        "grad_output": rng.normal(size=(count, wide)),
    }


small = stack(3, 5, 4)


def predict(name, gain, nonlinearity="relu", start=1.0, **known):
    """Return a case of the prediction."""
    args = {"start": np.array(start), "gain": np.array(gain, float)}
    return Case(
        name,
        {**args, "nonlinearity": nonlinearity},
        function="predicted_variance",
        **known,
    )


CASES = [
    Case(
        "two ReLU units, one of them off",
        {
            "input": np.array([[2.0, 1.0]]),
            "weight": np.array([[[1.0, 1.0], [-1.0, 1.0]], [[2.0, 5.0], [1.0, 5.0]]]),
            "grad_output": np.array([[1.0, 1.0]]),
        },
        expected=([5.0, 22.5], [4.5, 1.0]),
        source="by hand: z = (3, -1), then (6, 3); delta = (1, 1), then (3, 10) times (1, 0)",
    ),
    *(Case(kind, {**small, "nonlinearity": kind}) for kind in KINDS),
    Case("ten layers", stack(10, 20, 7, 1.4)),
    Case("a weight of 30", {**stack(4, 6, 3, 30.0), "nonlinearity": "tanh"}),
    Case("one unit, one example", stack(2, 1, 1)),
    Case("no layers", stack(0, 3, 2)),
    predict(
        "ReLU keeps a gain of 2",
        [2.0, 2.0, 2.0],
        expected=([2.0, 2.0, 2.0], [0.5, 0.5, 0.5]),
        source="by hand: factors 2 times 1/2; the last slopes halve without a weight behind them",
    ),
    predict(
        "ReLU with a gain of 1 halves",
        [1.0, 1.0, 1.0],
        start=4.0,
        expected=([4.0, 2.0, 1.0], [1 / 8, 1 / 4, 1 / 2]),
        source="by hand: half of the mean square and half of the slopes are lost in each layer",
    ),
    predict(
        "linear layers multiply the gains",
        [2.0, 3.0, 5.0],
        "linear",
        expected=([2.0, 6.0, 30.0], [15.0, 5.0, 1.0]),
        source="by hand: products from the front and from the back",
    ),
    *(predict(f"predicted, {kind}", [1.0, 2.0, 0.5, 4.0], kind, 0.7) for kind in KINDS),
    predict("tiny signals of tanh", [1.0, 1.0], "tanh", 1e-8),
    predict("saturated tanh", [1e4, 1e4], "tanh"),
    predict("nothing predicted", [], "tanh"),
    Case(
        "an activation that is not there",
        {**small, "nonlinearity": "gelu"},
        error=ValueError,
        message="nonlinearity: wanted one of linear, tanh, sigmoid, relu, got 'gelu'",
    ),
    Case(
        "no examples",
        stack(2, 3, 0),
        error=ValueError,
        message=r"input: wanted \(N, H\) with N and H at least 1, got shape \(0, 3\)",
        torch_accepts="the mean of nothing is NaN",
    ),
    Case(
        "weights of another width",
        {**small, "weight": np.ones((2, 4, 4))},
        error=ValueError,
        message=r"weight: wanted shape \(L, 5, 5\), got \(2, 4, 4\)",
    ),
    Case(
        "gradient of another batch",
        {**small, "grad_output": np.ones((3, 5))},
        error=ValueError,
        message=r"grad_output: wanted shape \(4, 5\), got \(3, 5\)",
    ),
    Case(
        "a gradient of another dtype",
        {**small, "grad_output": np.ones((4, 5), np.float32)},
        error=TypeError,
        message="grad_output: wanted float64 as in the first, got float32",
        torch_accepts="backward casts it",
    ),
    *wrong_dtypes(
        small,
    ),
    Case(
        "gains of a matrix",
        {"start": np.array(1.0), "gain": np.ones((2, 2))},
        function="predicted_variance",
        error=ValueError,
        message=r"gain: wanted 1 axes, got shape \(2, 2\)",
    ),
]
