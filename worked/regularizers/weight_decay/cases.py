"""Inputs on which both sides of weight decay must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
w = rng.normal(size=(5, 3))

NO_BACKWARD = {"weight_decay": "a part of the step, which nobody trains through"}
SHARED = {
    "weights": w,
    "a single number": np.array(0.3),
    "no weights": np.zeros((0, 3)),
    "not contiguous": rng.normal(size=(6, 8))[::2, ::3].T,
    "weights of 1e4": 1e4 * w,
    "zero, both signs": np.array([0.0, -0.0]),
    "NaN and infinities": np.array([np.nan, np.inf, -np.inf]),
}
FAR = {
    "weights of 1e4": "the best step grows with the weights",
    "NaN and infinities": "infinities have no neighbors",
}

CASES = [
    Case(
        "weights 3 and -4, strength 0.1",
        {"param": np.array([3.0, -4.0]), "weight_decay": 0.1},
        function="l2_penalty",
        expected=1.25,
        source="by hand: 0.1 / 2 times 9 + 16",
    ),
    Case(
        "rate 0.5 and strength 0.1",
        {"param": np.array([3.0, -4.0]), "lr": 0.5, "weight_decay": 0.1},
        expected=[2.85, -3.8],
        source="by hand: both times 1 - 0.05",
    ),
    *(
        Case(
            f"{function}, {name}",
            {"param": param},
            function=function,
            no_differences=FAR.get(name, ""),
        )
        for function in ("l2_penalty", "weight_decay")
        for name, param in SHARED.items()
    ),
    Case("penalty of 2", {"param": w, "weight_decay": 2.0}, function="l2_penalty"),
    Case("no penalty", {"param": w, "weight_decay": 0.0}, function="l2_penalty"),
    Case("rate 0.3, strength 0.7", {"param": w, "lr": 0.3, "weight_decay": 0.7}),
    Case("rate 0", {"param": w, "lr": 0.0}),
    Case(
        "the weights' own size and more: signs change",
        {"param": w, "lr": 1.0, "weight_decay": 1.5},
    ),
    *wrong_dtypes(
        {"param": w},
        {
            dtype: {"torch_accepts": "it multiplies them"}
            for dtype in ("integers", "bool", "complex")
        },
        function="l2_penalty",
    ),
    *wrong_dtypes(
        {"param": w},
        {"complex": {"torch_accepts": "it steps in complex planes"}},
        function="weight_decay",
    ),
    Case(
        "a negative penalty",
        {"param": w, "weight_decay": -0.1},
        function="l2_penalty",
        error=ValueError,
        message="weight_decay: wanted at least 0, got -0.1",
        torch_accepts="it is a product like any other",
    ),
    *(
        Case(
            f"negative {name}",
            {"param": w, name: -0.1},
            error=ValueError,
            message=f"{name}: wanted at least 0, got -0.1",
        )
        for name in ("lr", "weight_decay")
    ),
]
