"""Inputs on which both sides of the network with several paths must agree."""

from itertools import pairwise

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)

NO_BACKWARD = {
    "path_products": "it is a derivative itself, listed path by path; nobody trains through it"
}


def network(*widths):
    """Draw an example and weights between layers of the given widths."""
    drawn = {"input": rng.normal(size=widths[0])}
    for number, (fan_in, fan_out) in enumerate(pairwise(widths), 1):
        drawn[f"weight{number}"] = rng.normal(size=(fan_out, fan_in))
    return drawn


halves = {
    "input": np.array([1.0, 1.0]),
    "weight1": np.array([[1.0, -1.0], [2.0, -2.0]]),
    "weight2": np.array([[1.0, -1.0], [3.0, -3.0]]),
    "weight3": np.array([[4.0, 6.0]]),
}
drawn = network(3, 4, 5, 1)
saturated = {
    **drawn,
    "weight1": np.array([[1e4, 0.0, 0.0], [-1e4, 0.0, 0.0], [0.0] * 3, [0.0] * 3]),
    "input": np.array([1.0, 0.5, -0.5]),
}

CASES = [
    Case(
        "every weighted sum 0",
        halves,
        expected=[5.0],
        source="by hand: all units at 1/2, (4 + 6) / 2",
    ),
    Case(
        "paths when every weighted sum is 0",
        halves,
        function="path_products",
        expected=np.array([[[1, 1], [-1, -1]], [[4.5, 4.5], [-4.5, -4.5]]]) / 4,
        source="by hand: slopes 1/4, so a path is weight3 * weight2 / 16: 4 * 1 / 16",
    ),
    Case("two units a layer", network(2, 2, 2, 1)),
    Case("two units a layer, paths", network(2, 2, 2, 1), function="path_products"),
    Case("layers of 3, 4 and 5", drawn),
    Case("layers of 3, 4 and 5, paths", drawn, function="path_products"),
    Case("a single path", network(1, 1, 1, 1)),
    Case(
        "weights of 1e4",
        saturated,
        no_differences="a step in proportion to 1e4 crosses the whole sigmoid",
    ),
    Case("weights of 1e4, paths", saturated, function="path_products"),
    Case("not contiguous", {**drawn, "weight1": np.asfortranarray(drawn["weight1"])}),
    Case(
        "weights of (in, out)",
        {**drawn, "weight1": drawn["weight1"].T},
        error=ValueError,
        message=r"weight1: wanted shape \(out, 3\), got \(3, 4\)",
    ),
    Case(
        "two outputs",
        network(3, 4, 5, 2),
        error=ValueError,
        message=r"wanted one output, shape \(1, 5\), got \(2, 5\)",
        torch_accepts="a matrix product takes any number of outputs; paths are told for one",
    ),
    Case(
        "a batch",
        {**drawn, "input": np.ones((1, 3))},
        error=ValueError,
        message=r"input: wanted shape \(D,\), got \(1, 3\)",
    ),
    Case(
        "weights of another dtype",
        {**drawn, "weight2": drawn["weight2"].astype(np.float32)},
        error=TypeError,
        message="weight2: wanted float64 as in input, got float32",
    ),
]
