"""Inputs on which both sides of softmax regression must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.fitted import descended, fitted

NO_BACKWARD = {"softmax_regression": "it fits; nobody differentiates through the fit"}

rng = np.random.default_rng(1)
args = {"input": rng.normal(size=(20, 3)), "target": rng.integers(4, size=20)}
far = np.array([[1e4], [-1e4], [2e4]])

CASES = [
    Case(
        "one step on two examples of three classes",
        {
            "input": np.array([[1.0], [3.0]]),
            "target": np.array([0, 1]),
            "lr": 6.0,
            "steps": 1,
            "num_classes": 3,
        },
        expected=[[-1.0, 1.0], [5.0, 1.0], [-4.0, -2.0]],
        source="by hand: p - y is (-2, 1, 1)/3 and (1, -2, 1)/3, their mean with x times -6",
    ),
    Case(
        "classes of shares 1/2, 1/4, 1/4 at one place",
        {
            "input": np.zeros((4, 1)),
            "target": np.array([0, 2, 1, 0]),
            "lr": 4.0,
            "steps": 300,
        },
        expected=np.array([[0, 2], [0, -1], [0, -1]]) * np.log(2) / 3,
        source="derived: the biases become the logarithms of the shares, minus their mean",
    ),
    *fitted(
        lambda score: np.digitize(score, [-1.0, 1.0]),
        {
            "targets of another dtype": {
                "message": "target: wanted integers, got float32",
            },
        },
    ),
    Case("no steps", {**args, "steps": 0}),
    Case("weight decay", {**args, "weight_decay": 0.3}),
    Case("a small rate", {**args, "lr": 0.01}),
    Case("a class that no example has", {**args, "num_classes": 6}),
    Case("one class", {**args, "target": np.zeros(20, int)}),
    Case(
        "features of 1e4",
        {"input": far, "target": np.array([1, 0, 2]), "steps": 3},
        no_float32="saturated probabilities near one in one precision alone",
    ),
    *(
        Case(
            name,
            {**args, "target": wrong, **more},
            error=ValueError,
            message=f"target: wanted classes from 0 to {highest}, got {got}",
        )
        for name, wrong, more, highest, got in (
            ("a negative class", args["target"] - 1, {}, 2, "-1 to 2"),
            ("a class too many", args["target"], {"num_classes": 3}, 2, "0 to 3"),
        )
    ),
    *descended(args),
]
