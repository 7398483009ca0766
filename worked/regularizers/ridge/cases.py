"""Inputs on which both sides of ridge regression must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
x = rng.normal(size=(12, 4))
y = rng.normal(size=12)
args = {"input": x, "target": y}
reason = "a fit in closed form; the pages do not train through it"
NO_BACKWARD = {"ridge": reason, "effective_dof": reason}
SINGLE = "in float32 the products of these features keep too few digits"
twins = np.repeat(x[:, :1], 2, axis=1)

CASES = [
    Case(
        "two features at right angles, alpha 1",
        {"input": np.array([[1.0, 0.0], [0.0, 2.0]]), "target": np.array([4.0, 5.0])},
        expected=[2.0, 2.0],
        source="by hand: 4 / (1 + 1), and 2 times 5 over (4 + 1)",
    ),
    Case(
        "degrees of freedom of two features at right angles",
        {"input": np.array([[1.0, 0.0], [0.0, 2.0]])},
        function="effective_dof",
        expected=1.3,
        source="by hand: 1 / 2 + 4 / 5",
    ),
    Case("twelve examples", args),
    Case("a weak penalty", {**args, "alpha": 1e-6}),
    Case("a strong penalty", {**args, "alpha": 1e3}),
    Case("fewer examples than features", {"input": x[:2], "target": y[:2]}),
    Case("one example", {"input": x[:1], "target": y[:1]}),
    Case("no examples", {"input": x[:0], "target": y[:0]}),
    Case("no features", {"input": x[:, :0], "target": y}),
    Case("the same feature twice", {"input": twins, "target": y}),
    Case("features of 1e4", {**args, "input": 1e4 * x}, no_float32=SINGLE),
    Case(
        "large offset",
        {**args, "input": x + 1e3},
        looser="the Gram matrix of 1e3 + x has a condition of 1e7",
        rtol=1e-6,
        no_float32=SINGLE,
    ),
    Case("not contiguous", {"input": x.T[::2, ::2], "target": y[:2]}),
    *(
        Case(
            f"degrees of freedom, {name}",
            {"input": input, "alpha": alpha},
            "effective_dof",
        )
        for name, input, alpha in (
            ("twelve examples", x, 1.0),
            ("a weak penalty", x, 1e-9),
            ("a strong penalty", x, 1e6),
            ("fewer examples than features", x[:2], 0.5),
            ("one example", x[:1], 0.5),
            ("no examples", x[:0], 0.5),
            ("the same feature twice", twins, 0.5),
            ("not contiguous", x.T[::2, ::2], 0.5),
        )
    ),
    *wrong_dtypes(
        args,
        {
            "float16": {"torch_accepts": ""},
            "complex": {"torch_accepts": "it solves complex equations"},
        },
    ),
    *(
        Case(
            f"{function}, {name}",
            {**given, **wrong},
            function,
            error=ValueError,
            message=message,
            torch_accepts=why,
        )
        for function, given in (("ridge", args), ("effective_dof", {"input": x}))
        for name, wrong, message, why in (
            (
                "alpha of 0",
                {"alpha": 0.0},
                "alpha: wanted a number above 0, got 0.0",
                "it is least squares then",
            ),
            (
                "one vector",
                {"input": y},
                r"input: wanted a matrix \(N, D\), got shape \(12,\)",
                "",
            ),
        )
    ),
    Case(
        "targets of other examples",
        {**args, "target": y[:5]},
        error=ValueError,
        message=r"target: wanted shape \(12,\), got \(5,\)",
    ),
    Case(
        "targets of another dtype",
        {**args, "target": y.astype(np.float32)},
        error=TypeError,
        message="target: wanted float64 as in input, got float32",
    ),
]
