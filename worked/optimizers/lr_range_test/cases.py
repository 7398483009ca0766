"""Losses and points from which both sides must record the same run."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
weight = rng.normal(size=(3, 4))

NO_BACKWARD = {"lr_range_test": "nobody trains through a test of the rate"}


def bowl(w, number):
    """Return a parabola of curvature 10."""
    return (5 * w**2).sum()


def run(name, param, loss=bowl, end_lr=0.15, num_iter=20, **known):
    """Return a case."""
    args = {"loss": loss, "param": param, "end_lr": end_lr, "num_iter": num_iter}
    return Case(name, {**args, **known.pop("options", {})}, **known)


CASES = [
    run(
        "three steps on a parabola of curvature 10",
        np.array([1.0]),
        end_lr=0.25,
        num_iter=3,
        options={"start_lr": 0.01},
        expected=([0.01, 0.05, 0.25], [5.0, 4.05, 1.0125]),
        source="by hand: 1, then 0.9 of it, then half of that, squared and times 5",
    ),
    run("a run with the rate of a first step by default", weight),
    Case(
        "all options by default",
        {"loss": lambda w, n: 0.1 * bowl(w, n), "param": weight},
    ),
    run("up to an explosion", weight, end_lr=0.5, options={"start_lr": 0.01}),
    run(
        "another batch at each step",
        weight,
        lambda w, number: ((w - 0.1 * number) ** 2).mean(),
        end_lr=1.0,
    ),
    run("logarithms", weight, lambda w, number: (1 + w.exp()).log().sum(), end_lr=2.0),
    run("a kink", weight, lambda w, number: w.relu().sum(), end_lr=0.5),
    run("two steps", weight, num_iter=2),
    run("a single number", np.array(2.0)),
    run("no parameters", np.zeros((0, 3))),
    run("not contiguous", np.repeat(weight, 2, axis=1)[:, ::2]),
    run("a point that is NaN", np.array([np.nan, 1.0])),
    run(
        "half precision",
        np.ones(3, np.float16),
        error=TypeError,
        message="param: wanted float32 or float64, got float16",
        torch_accepts="it trains in half precision",
    ),
    run(
        "integers",
        np.ones(3, np.int64),
        error=TypeError,
        message="param: wanted float32 or float64, got int64",
    ),
    run(
        "rates that fall",
        weight,
        options={"start_lr": 0.5},
        error=ValueError,
        message="start_lr: wanted above 0 and below end_lr = 0.15, got 0.5",
        torch_accepts="a schedule may fall as well",
    ),
    run(
        "a first rate of 0",
        weight,
        options={"start_lr": 0.0},
        error=ValueError,
        message="start_lr: wanted above 0 and below end_lr = 0.15, got 0.0",
    ),
    run(
        "one step",
        weight,
        num_iter=1,
        error=ValueError,
        message="num_iter: wanted at least 2, got 1",
    ),
]
