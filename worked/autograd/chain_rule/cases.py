"""Inputs on which both sides of the chain rule's neuron must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
features, weight = rng.normal(size=(2, 4))
NO_SHAPE_CHECK = "it spreads the shapes and answers with a vector of losses"


def neuron(name, input, weight, bias, target, **known):
    """Return a case of `neuron_loss`, numbers written as scalar arrays."""
    args = {
        "input": np.asarray(input),
        "weight": np.asarray(weight),
        "bias": np.asarray(bias),
        "target": np.asarray(target),
    }
    return Case(name, args, function="neuron_loss", **known)


CASES = [
    neuron(
        "weighted sum log 3",
        [1.0, 2.0],
        [0.5, -0.25],
        np.log(3),
        1.0,
        expected=1 / 16,
        source="by hand: w·x + b = log 3, sigmoid 3/4, (1 - 3/4)^2",
    ),
    neuron(
        "weighted sum 0",
        [2.0, 1.0],
        [1.0, -2.0],
        0.0,
        -1.0,
        expected=9 / 4,
        source="by hand: sigmoid(0) = 1/2, (-1 - 1/2)^2",
    ),
    neuron("four features", features, weight, 0.3, 1.0),
    neuron("one feature", [0.7], [-1.2], 0.1, 0.0),
    neuron("no feature", np.zeros(0), np.zeros(0), 0.4, 1.0),
    neuron(
        "saturated on the wrong side, weighted sum -1e4",
        [1e4, 1.0],
        [-1.0, 0.0],
        0.0,
        1.0,
        expected=1.0,
        source="by hand: the activation is 0 and the target 1",
        no_differences="a step in proportion to 1e4 crosses the whole sigmoid",
    ),
    neuron(
        "saturated on the right side, weighted sum 1e4",
        [1e4, 1.0],
        [1.0, 0.0],
        0.0,
        1.0,
        expected=0.0,
        source="by hand: activation and target are 1",
        no_differences="a step in proportion to 1e4 crosses the whole sigmoid",
    ),
    neuron(
        "NaN and infinity",
        [np.nan, np.inf],
        [1.0, 1.0],
        0.0,
        1.0,
        no_differences="NaN has no neighbors",
    ),
    neuron("not contiguous", np.tile(features, 2)[::2], weight, -0.2, 0.5),
    neuron(
        "weights of another neuron",
        features,
        weight[:3],
        0.0,
        1.0,
        error=ValueError,
        message=r"weight: wanted shape \(4,\), got \(3,\)",
    ),
    neuron(
        "a batch",
        features[None],
        weight[None],
        0.0,
        1.0,
        error=ValueError,
        message=r"input: wanted shape \(D,\), got \(1, 4\)",
    ),
    neuron(
        "a target for each feature",
        features,
        weight,
        0.0,
        features,
        error=ValueError,
        message=r"target: wanted shape \(\), got \(4,\)",
        torch_accepts=NO_SHAPE_CHECK,
    ),
    neuron(
        "weights of another dtype",
        features,
        weight.astype(np.float32),
        0.0,
        1.0,
        error=TypeError,
        message="weight: wanted float64 as in input, got float32",
    ),
    neuron(
        "a bias and a target of another dtype",
        features.astype(np.float32),
        weight.astype(np.float32),
        0.3,
        1.0,
        looser="a gradient in float32 keeps seven digits",
        rtol=1e-6,
        no_differences="float32 leaves no digit in a difference",
    ),
    neuron(
        "an integer target",
        features,
        weight,
        0.0,
        1,
        error=TypeError,
        message="target: wanted float32 or float64, got int64",
        torch_accepts="it promotes integers",
    ),
]
