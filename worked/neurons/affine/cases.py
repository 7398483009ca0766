"""Inputs on which both sides of the affine map must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
x = rng.normal(size=(6, 3))
w, b = rng.normal(size=(4, 3)), rng.normal(size=4)
args = {"input": x, "weight": w, "bias": b}

# The network of the page: two inputs, three hidden units.
two_three = np.array([[1.0, -1.0], [0.5, 1.0], [-1.0, 0.5]])
shift = np.array([0.0, -0.5, 0.5])

CASES = [
    Case(
        "two inputs into three units",
        {"input": np.array([[1.0, 2.0]]), "weight": two_three, "bias": shift},
        expected=[[-1.0, 2.0, 0.5]],
        source="by hand: 1 - 2, 0.5 + 2 - 0.5, -1 + 1 + 0.5",
    ),
    Case(
        "input zero leaves the bias",
        {"input": np.zeros((2, 2)), "weight": two_three, "bias": shift},
        expected=[[0.0, -0.5, 0.5]] * 2,
        source="by hand: every product is 0",
    ),
    Case(
        "without bias",
        {"input": np.array([[1.0, 2.0]]), "weight": two_three},
        expected=[[-1.0, 2.5, 0.0]],
        source="by hand: 1 - 2, 0.5 + 2, -1 + 1",
    ),
    Case("a batch", args),
    Case("a batch without bias", {"input": x, "weight": w}),
    Case("one example", {**args, "input": x[:1]}),
    Case("one example without its batch axis", {**args, "input": x[0]}),
    Case("a vector without bias", {"input": x[0], "weight": w}),
    Case("tokens of several sequences", {**args, "input": rng.normal(size=(2, 5, 3))}),
    Case("empty batch", {**args, "input": x[:0]}),
    Case("no tokens", {**args, "input": np.zeros((2, 0, 3))}),
    Case("no units", {"input": x, "weight": w[:0], "bias": b[:0]}),
    Case(
        "no inputs leave the bias",
        {"input": x[:2, :0], "weight": w[:2, :0], "bias": np.array([0.5, -1.0])},
        expected=[[0.5, -1.0]] * 2,
        source="by definition: empty sums are 0",
    ),
    Case("one unit", {"input": x, "weight": w[:1], "bias": b[:1]}),
    Case("more units than examples", {"input": x[:2], "weight": w, "bias": b}),
    Case("inputs of 1e4", {**args, "input": 1e4 * x}),
    Case("weights zero", {**args, "weight": 0 * w}),
    Case("not contiguous", {**args, "input": rng.normal(size=(6, 12)).T[::2, ::2]}),
    Case(
        "NaN in one example",
        {**args, "input": np.where(np.eye(6, 3) > 0, np.nan, x)},
        no_differences="NaN has no neighbors",
    ),
    Case(
        "a single number",
        {**args, "input": np.array(1.0)},
        error=ValueError,
        message=r"input: wanted shape \(\*, in\), got \(\)",
    ),
    Case(
        "weights of (in, out)",
        {**args, "weight": w.T},
        error=ValueError,
        message=r"weight: wanted shape \(out, 3\), got \(3, 4\)",
    ),
    Case(
        "a bias of one unit",
        {**args, "bias": b[:1]},
        error=ValueError,
        message=r"bias: wanted shape \(4,\), got \(1,\)",
        torch_accepts="it broadcasts the bias",
    ),
    Case(
        "weights of another dtype",
        {**args, "weight": w.astype(np.float32)},
        error=TypeError,
        message="weight: wanted float64 as in input, got float32",
    ),
    Case(
        "a bias of another dtype",
        {**args, "bias": b.astype(np.float32)},
        error=TypeError,
        message="bias: wanted float64 as in input, got float32",
    ),
    *wrong_dtypes(
        args,
        {
            "integers": {"torch_accepts": "it multiplies integers as well"},
            "bool": {"torch_accepts": ""},
            "complex": {"torch_accepts": "it multiplies complex numbers as well"},
        },
    ),
]
