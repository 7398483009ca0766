"""Inputs on which both sides of batch normalization must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples.normalized import ROUNDING, normalized

rng = np.random.default_rng(0)

CONSTANTS = {
    "running_mean": "a statistic of the past; the library gives it no gradient",
    "running_var": "a statistic of the past; the library gives it no gradient",
}
POSITIVE = "in evaluation it divides by the root of the running variance alone"


def draw(rng, shape):
    """Return a batch of that shape, with weight and bias, for training."""
    weight, bias = rng.normal(size=(2, shape[1]))  # (C,), (C,)
    return {
        "input": 2 * rng.normal(size=shape) + 1,
        "weight": weight,
        "bias": bias,
        "training": True,
    }


def judge(rng, shape):
    """Return the same for evaluation, with the statistics of the past."""
    past = {
        "running_mean": rng.normal(size=shape[1]),
        "running_var": rng.uniform(0.5, 2, size=shape[1]),
    }
    return {**draw(rng, shape), **past, "training": False}


table, images, judged = draw(rng, (6, 3)), draw(rng, (3, 2, 4, 5)), judge(rng, (6, 3))
EPS = {"eps of 0": {"torch_accepts": ""}}
FLAT = np.array([[3.0, 1.0], [3.0, 2.0], [3.0, 3.0]])

CASES = [
    Case(
        "1, 2, 3 and 6 with eps 0.5",
        {
            "input": np.array([[1.0], [2.0], [3.0], [6.0]]),
            "weight": np.array([3.0]),
            "bias": np.array([-1.0]),
            "training": True,
            "eps": 0.5,
        },
        expected=[[-4.0], [-2.5], [-1.0], [3.5]],
        source="by hand: mean 3, variance (4 + 1 + 0 + 9) / 4 = 3.5, root of 4, times 3, less 1",
    ),
    Case(
        "evaluation with mean 1 and variance 4",
        {
            "input": np.array([[5.0, 2.0]]),
            "running_mean": np.array([1.0, 1.0]),
            "running_var": np.array([3.0, 0.0]),
            "eps": 1.0,
        },
        expected=[[2.0, 1.0]],
        source="by hand: (5 - 1) / root of 4, and (2 - 1) / root of 1",
    ),
    *normalized(draw, EPS),
    Case("a table", table),
    Case("images", images),
    Case("volumes", draw(rng, (2, 2, 2, 3, 2))),
    Case("two examples", draw(rng, (2, 3))),
    Case("one image", draw(rng, (1, 2, 3, 3))),
    Case("images without pixels", draw(rng, (2, 3, 0, 4))),
    Case(
        "a channel without spread",
        {"input": FLAT, "training": True},
        no_differences="the second derivative is a thousand times the first there",
        no_float32=ROUNDING,
    ),
    Case("evaluation", judged),
    Case("evaluation of images", judge(rng, (3, 2, 4, 5))),
    Case("evaluation of one example", judge(rng, (1, 3))),
    Case("evaluation of nothing", judge(rng, (0, 3))),
    Case("training looks at no past", {**judged, "training": True}),
    *(
        Case(
            f"one value per channel, {len(shape)} axes",
            draw(rng, shape),
            error=ValueError,
            message="input: wanted two values per channel or more, got shape",
        )
        for shape in ((1, 3), (1, 3, 1, 1))
    ),
    Case(
        "evaluation without statistics",
        {**table, "training": False},
        error=ValueError,
        message="running_mean, running_var: wanted both in evaluation, got None",
    ),
    Case(
        "evaluation with eps of 0",
        {**judged, "eps": 0.0},
        error=ValueError,
        message="eps: wanted a number above 0, got 0.0",
        torch_accepts=POSITIVE,
    ),
    *(
        Case(
            f"{name} of other channels",
            {**judged, name: judged[name][:2]},
            error=ValueError,
            message=rf"{name}: wanted shape \(3,\), got \(2,\)",
        )
        for name in CONSTANTS
    ),
    Case(
        "no channels",
        draw(rng, (4, 0)),
        error=ValueError,
        message=r"input: wanted shape \(N, C, ...\) with channels, got \(4, 0\)",
    ),
    Case(
        "one example without its batch axis",
        {"input": table["input"][0], "training": True},
        error=ValueError,
        message=r"input: wanted shape \(N, C, ...\) with channels, got \(3,\)",
    ),
]
