"""Predictions on which both sides of bias and variance must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
args = {"prediction": rng.normal(size=(9, 5)), "target": rng.normal(size=5)}
NO_BACKWARD = {"bias_variance": "a measurement over training sets, not a loss"}

CASES = [
    Case(
        "two training sets, two examples",
        {
            "prediction": np.array([[1.0, 5.0], [3.0, 5.0]]),
            "target": np.array([1.0, 5.0]),
        },
        expected=(0.5, 0.5),
        source="by hand: offsets 1 and 0, scatters 1 and 0, the means of both",
    ),
    Case("nine training sets", args),
    Case("one training set", {**args, "prediction": args["prediction"][:1]}),
    Case("no offset", {**args, "target": args["prediction"].mean(0)}),
    Case("no scatter", {**args, "prediction": np.ones((4, 5))}),
    Case("predictions of 1e4", {**args, "prediction": 1e4 * args["prediction"]}),
    Case(
        "large offset",
        {**args, "prediction": args["prediction"] + 1e3},
        no_float32="1e3 + f keeps 4 digits of f in float32",
    ),
    Case(
        "not contiguous", {**args, "prediction": rng.normal(size=(10, 6)).T[::2, ::2]}
    ),
    Case("NaN", {**args, "prediction": np.full((3, 5), np.nan)}),
    *wrong_dtypes(args, {"complex": {"torch_accepts": "it squares complex numbers"}}),
    *(
        Case(
            name,
            {
                "prediction": args["prediction"][sets, examples],
                "target": args["target"][examples],
            },
            error=ValueError,
            message=r"prediction: wanted \(S, N\) with S and N at least 1, got \(",
        )
        for name, sets, examples in (
            ("no training sets", slice(0), slice(None)),
            ("no examples", slice(None), slice(0)),
        )
    ),
    Case(
        "values of other examples",
        {**args, "target": args["target"][:3]},
        error=ValueError,
        message=r"target: wanted shape \(5,\), got \(3,\)",
    ),
    Case(
        "one value for all examples",
        {**args, "target": args["target"][:1]},
        error=ValueError,
        message=r"target: wanted shape \(5,\), got \(1,\)",
        torch_accepts="it broadcasts",
    ),
    Case(
        "values of another dtype",
        {**args, "target": args["target"].astype(np.float32)},
        error=TypeError,
        message="target: wanted float64 as in prediction, got float32",
        torch_accepts="it promotes",
    ),
]
