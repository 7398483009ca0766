"""Inputs on which both sides of logistic regression must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.fitted import descended, fitted

NO_BACKWARD = {"logistic_regression": "it fits; nobody differentiates through the fit"}

rng = np.random.default_rng(1)
args = {
    "input": rng.normal(size=(20, 3)),
    "target": rng.integers(2, size=20).astype(float),
}
far = np.array([[1e4], [-1e4]])

CASES = [
    Case(
        "one step on two examples",
        {
            "input": np.array([[2.0], [-4.0]]),
            "target": np.array([1.0, 1.0]),
            "lr": 2.0,
            "steps": 1,
        },
        expected=[-1.0, 1.0],
        source="by hand: p - y = -1/2 twice, so (-1 + 2) / 2 and -1/2, times -2",
    ),
    Case(
        "balanced labels at one place",
        {
            "input": np.zeros((4, 1)),
            "target": np.array([1.0, 1.0, 1.0, 0.0]),
            "lr": 4.0,
            "steps": 300,
        },
        expected=[0.0, np.log(3)],
        source="derived: the bias becomes the log-odds of the mean, 3/4",
    ),
    *fitted(
        lambda score: (score > 0).astype(float),
        {"targets of another dtype": {"torch_accepts": "it promotes them"}},
    ),
    Case("no steps", {**args, "steps": 0}),
    Case("weight decay", {**args, "weight_decay": 0.3}),
    Case("a small rate", {**args, "lr": 0.01}),
    Case("soft labels", {**args, "target": rng.random(20)}),
    Case(
        "features of 1e4",
        {"input": far, "target": np.array([1.0, 0.0]), "steps": 3},
    ),
    Case(
        "labels -1 and 1",
        {**args, "target": 2 * args["target"] - 1},
        error=ValueError,
        message="target: wanted numbers from 0 to 1, got -1.0 to 1.0",
        torch_accepts="it evaluates the formula",
    ),
    *descended(args),
]
