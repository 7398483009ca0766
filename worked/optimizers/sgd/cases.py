"""Inputs on which both sides of stochastic gradient descent must agree."""

from itertools import product

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
param, grad, velocity = rng.normal(size=(3, 5, 3))
moving = {"param": param, "grad": grad, "state": velocity, "lr": 0.1}

NO_BACKWARD = {"sgd": "the optimizer ends the backward pass; nobody trains through it"}

CASES = [
    Case(
        "from 1 and -2 with rate 0.1",
        {"param": np.array([1.0, -2.0]), "grad": np.array([2.0, -4.0]), "lr": 0.1},
        expected=([0.8, -1.6], [2.0, -4.0]),
        source="by hand: 1 - 0.1 * 2 and -2 + 0.1 * 4; the velocity is the gradient",
    ),
    Case(
        "momentum 0.5 and velocity 6",
        {
            "param": np.array([1.0]),
            "grad": np.array([2.0]),
            "state": np.array([6.0]),
            "lr": 0.1,
            "momentum": 0.5,
        },
        expected=([0.5], [5.0]),
        source="by hand: velocity 0.5 * 6 + 2, then 1 - 0.1 * 5",
    ),
    Case(
        "momentum 0.5 and velocity 6, by Nesterov",
        {
            "param": np.array([1.0]),
            "grad": np.array([2.0]),
            "state": np.array([6.0]),
            "lr": 0.1,
            "momentum": 0.5,
            "nesterov": True,
        },
        expected=([0.55], [5.0]),
        source="by hand: velocity 5 as before, the step along 2 + 0.5 * 5",
    ),
    Case(
        "momentum, dampening 0.5 and weight decay 3, upward",
        {
            "param": np.array([1.0]),
            "grad": np.array([2.0]),
            "state": np.array([6.0]),
            "lr": 0.1,
            "momentum": 0.5,
            "dampening": 0.5,
            "weight_decay": 3.0,
            "maximize": True,
        },
        expected=([0.65], [3.5]),
        source="by hand: slope -2 + 3 * 1, velocity 0.5 * 6 + 0.5 * 1, then 1 - 0.1 * 3.5",
    ),
    Case(
        "the first velocity knows no dampening",
        {**moving, "state": None, "momentum": 0.9, "dampening": 0.5},
    ),
    *(
        Case(
            f"momentum {momentum}, {'Nesterov, ' * nesterov}{'upward, ' * maximize}"
            f"weight decay {decay}{', first step' * first}",
            {
                **moving,
                "state": None if first else velocity,
                "momentum": momentum,
                "weight_decay": decay,
                "nesterov": nesterov,
                "maximize": maximize,
            },
        )
        for momentum, nesterov, maximize, decay, first in product(
            (0.0, 0.9), (False, True), (False, True), (0.0, 0.3), (False, True)
        )
        if momentum or not nesterov
    ),
    Case("velocity without momentum", moving),
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
        "gradient of another dtype",
        {"param": param, "grad": grad.astype(np.float32)},
        error=TypeError,
        message="grad: wanted float64 as in param, got float32",
    ),
    Case(
        "velocity of another parameter",
        {**moving, "state": velocity[:2], "momentum": 0.9},
        error=ValueError,
        message=r"state: wanted shape \(5, 3\), got \(2, 3\)",
    ),
    *(
        Case(
            f"negative {name}",
            {**moving, name: -0.1},
            error=ValueError,
            message=f"{name}: wanted at least 0, got -0.1",
        )
        for name in ("momentum", "weight_decay")
    ),
    Case(
        "Nesterov without momentum",
        {**moving, "nesterov": True},
        error=ValueError,
        message="nesterov: wanted a momentum and no dampening, got momentum=0.0",
    ),
    Case(
        "Nesterov with dampening",
        {**moving, "nesterov": True, "momentum": 0.9, "dampening": 0.1},
        error=ValueError,
        message="nesterov: wanted .*, got momentum=0.9 and dampening=0.1",
    ),
    Case(
        "dampening without momentum",
        {**moving, "dampening": 0.1},
        error=ValueError,
        message="dampening: wanted 0 without momentum, where it does nothing, got 0.1",
        torch_accepts="it takes the option and does nothing with it",
    ),
    *wrong_dtypes(moving, {"complex": {"torch_accepts": "it steps in complex planes"}}),
]
