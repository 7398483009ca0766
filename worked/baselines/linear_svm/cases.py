"""Inputs on which both sides of the linear support vector machine must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.fitted import descended, fitted

NO_BACKWARD = {"linear_svm": "it fits; nobody differentiates through the fit"}

rng = np.random.default_rng(1)
args = {
    "input": rng.normal(size=(20, 3)),
    "target": 2.0 * rng.integers(2, size=20) - 1,
}

CASES = [
    Case(
        "two steps on two examples",
        {
            "input": np.array([[2.0], [-1.0]]),
            "target": np.array([1.0, -1.0]),
            "lr": 0.5,
            "steps": 2,
            "weight_decay": 0.2,
        },
        expected=[0.925, -0.25],
        source="by hand: slope -3/2, so 0.75 and 0; then the second alone is inside, slope -1/2",
    ),
    Case(
        "an example on the margin does not push",
        {
            "input": np.array([[1.0], [-1.0]]),
            "target": np.array([1.0, -1.0]),
            "lr": 1.0,
            "steps": 5,
            "weight_decay": 0.0,
        },
        expected=[1.0, 0.0],
        source="by hand: one step leads to the margin of both",
    ),
    *fitted(
        lambda score: np.where(score > 0, 1.0, -1.0),
        {
            "targets of another dtype": {"torch_accepts": "it promotes them"},
            "many examples": {
                "no_float32": "an example near the margin may be inside in one precision alone"
            },
        },
    ),
    Case("no steps", {**args, "steps": 0}),
    Case("no weight decay", {**args, "weight_decay": 0.0}),
    Case("weight decay of 1", {**args, "weight_decay": 1.0}),
    Case("a small rate", {**args, "lr": 0.01}),
    Case(
        "labels 0 and 1",
        {**args, "target": (args["target"] + 1) / 2},
        error=ValueError,
        message="target: wanted labels -1 or 1, got 0.0",
        torch_accepts="it evaluates the formula",
    ),
    *descended(args),
]
