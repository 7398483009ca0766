"""Inputs on which both sides of stochastic gradient descent must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
param, grad = rng.normal(size=(2, 5, 3))

NO_BACKWARD = {"sgd": "the optimizer ends the backward pass; nobody trains through it"}

CASES = [
    Case(
        "from 1 and -2 with rate 0.1",
        {"param": np.array([1.0, -2.0]), "grad": np.array([2.0, -4.0]), "lr": 0.1},
        expected=[0.8, -1.6],
        source="by hand: 1 - 0.1 * 2 and -2 + 0.1 * 4",
    ),
    Case("default rate", {"param": param, "grad": grad}),
    Case("rate 0.5", {"param": param, "grad": grad, "lr": 0.5}),
    Case("rate 0", {"param": param, "grad": grad, "lr": 0.0}),
    Case("gradient zero", {"param": param, "grad": np.zeros_like(param), "lr": 0.1}),
    Case("gradient of 1e4", {"param": param, "grad": grad * 1e4, "lr": 0.1}),
    Case(
        "NaN and infinities",
        {"param": np.ones(3), "grad": np.array([np.nan, np.inf, -np.inf]), "lr": 0.1},
    ),
    Case("one number", {"param": np.array(1.5), "grad": np.array(-0.5), "lr": 0.1}),
    Case("no parameters", {"param": np.zeros(0), "grad": np.zeros(0)}),
    Case("not contiguous", {"param": param.T[:, ::2], "grad": grad.T[:, ::2]}),
    Case(
        "negative rate",
        {"param": param, "grad": grad, "lr": -0.1},
        error=ValueError,
        message="lr: wanted at least 0, got -0.1",
    ),
    Case(
        "gradient of another parameter",
        {"param": param, "grad": grad[:2], "lr": 0.1},
        error=ValueError,
        message=r"grad: wanted shape \(5, 3\), got \(2, 3\)",
    ),
    Case(
        "integers",
        {"param": np.arange(3), "grad": np.arange(3), "lr": 0.1},
        error=TypeError,
        message="wanted a floating dtype, got int64",
    ),
]
