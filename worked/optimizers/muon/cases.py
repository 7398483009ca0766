"""Inputs on which both sides of Muon must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.steps import SHAPE, drawn, steps

BFLOAT16 = (
    "the library iterates in bfloat16: entries of its step are some hundredths off"
)
LOOSER = {"looser": BFLOAT16, "atol": 1e-4, "no_float32": BFLOAT16}
VARIES = "processors add products of bfloat16 numbers in different orders"
LOOSE_SAMPLES = (
    "first step",
    "a later step",
    "gradient zero",
    "gradient of 1e4",
    "gradient of 1e-4",
    "not contiguous",
)
NO_MATRIX = {
    "error": ValueError,
    "message": r"param: wanted a matrix \(M, N\), got shape \(",
}

NO_BACKWARD = {"muon": "the optimizer ends the backward pass; nobody trains through it"}


def sent(value, iterations=5, a=3.4445, b=-4.775, c=2.0315):
    """Return where the polynomial sends one singular value: numbers, no matrices."""
    for _ in range(iterations):
        value = a * value + b * value**3 + c * value**5
    return value


still = {"momentum": 0.0, "nesterov": False, "weight_decay": 0.0}
wide = drawn((3, 7), rows=None, seed=1)
moving = drawn(SHAPE, rows=None)
first = {key: moving[key] for key in ("param", "grad")}
options = {
    "no Nesterov": {"nesterov": False},
    "no momentum": {"momentum": 0.0},
    "momentum 0.5": {"momentum": 0.5},
    "decay of 3": {"weight_decay": 3.0},
    "no decay": {"weight_decay": 0.0},
    "three iterations": {"ns_steps": 3},
    "no iteration": {"ns_steps": 0},
    "other coefficients": {"ns_coefficients": (1.875, -1.25, 0.375)},
    "eps of 10": {"eps": 10.0},
    "rate as written": {"adjust_lr_fn": "original"},
    "rate as AdamW's": {"adjust_lr_fn": "match_rms_adamw"},
}

CASES = [
    Case(
        "diagonal gradient 3 and 4, rate 1",
        {
            "param": np.zeros((2, 2)),
            "grad": np.diag([3.0, -4.0]),
            "lr": 1.0,
            **still,
        },
        expected=([[-sent(0.6), 0.0], [0.0, sent(0.8)]], [[3.0, 0.0], [0.0, -4.0]]),
        source="by hand: 3/5 and 4/5 go through the polynomial alone, the signs stay",
        torch_varies=VARIES,
    ),
    Case(
        "one number of four rows, halved by the decay, rate 0.5",
        {
            "param": np.full((4, 1), 2.0),
            "grad": np.full((4, 1), 7.0),
            "lr": 0.5,
            **still,
            "weight_decay": 1.0,
        },
        expected=(np.full((4, 1), 1 - 0.5 * 2 * sent(1.0) / 2), np.full((4, 1), 7.0)),
        source="by hand: singular value 1, entries 1/2 of it, the rate times the root of 4/1",
        torch_varies=VARIES,
    ),
    Case(
        "momentum 0.5 and a state, by Nesterov: diagonal 4 and 3",
        {
            "param": np.zeros((2, 2)),
            "grad": np.diag([4.0, 6.0]),
            "state": np.diag([4.0, -2.0]),
            "lr": 1.0,
            "momentum": 0.5,
            "weight_decay": 0.0,
        },
        expected=(
            np.diag([-sent(4 / 32**0.5), -sent(4 / 32**0.5)]),
            np.diag([4.0, 2.0]),
        ),
        source="by hand: B is 4 and 2, X = G/2 + B/2 is 4 and 4, of length sqrt(32)",
        torch_varies=VARIES,
    ),
    Case(
        "two by eight as AdamW's rate, and no iteration",
        {
            "param": np.zeros((2, 8)),
            "grad": np.ones((2, 8)),
            "lr": 1.0,
            **still,
            "ns_steps": 0,
            "adjust_lr_fn": "match_rms_adamw",
        },
        expected=(np.full((2, 8), -0.2 * 8**0.5 / 4), np.ones((2, 8))),
        source="by hand: each entry 1/4 of the length, the rate times a fifth of the root of 8",
        torch_varies=VARIES,
    ),
    *steps(
        changes={
            **dict.fromkeys(LOOSE_SAMPLES, LOOSER),
            "rate 0.5": {**LOOSER, "atol": 0.05},
            "NaN and infinities": "a list of three is no matrix; see the case of one below",
            "one number": NO_MATRIX,
            "no parameters": NO_MATRIX,
            "complex": {"torch_accepts": ""},
        }
    ),
    *(Case(name, {**moving, **option}, **LOOSER) for name, option in options.items()),
    *(
        Case(f"{name}, wide", {**wide, **option}, **LOOSER)
        for name, option in options.items()
    ),
    Case("first step, no decay", {**first, "weight_decay": 0.0}, **LOOSER),
    Case(
        "a matrix with NaN and infinity",
        {"param": np.ones((2, 2)), "grad": np.array([[np.nan, 1.0], [np.inf, 2.0]])},
    ),
    Case(
        "a matrix without columns",
        {"param": np.zeros((3, 0)), "grad": np.zeros((3, 0))},
        **NO_MATRIX,
    ),
    Case(
        "a hundred iterations",
        {**moving, "ns_steps": 100},
        error=ValueError,
        message="ns_steps: wanted fewer than 100, got 100",
    ),
    Case(
        "a rate adjusted by another name",
        {**moving, "adjust_lr_fn": "adam"},
        error=ValueError,
        message="adjust_lr_fn: wanted None, 'original' or 'match_rms_adamw', got 'adam'",
    ),
    *(
        Case(
            f"negative {name}",
            {**moving, name: -0.1},
            error=ValueError,
            message=f"{name}: wanted at least 0, got -0.1",
        )
        for name in ("weight_decay", "momentum")
    ),
]
