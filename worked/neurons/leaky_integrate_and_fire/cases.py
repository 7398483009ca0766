"""Inputs on which both sides of the leaky integrate-and-fire neuron must agree."""

import numpy as np

from worked.checking import Case
from worked.checking.samples import wrong_dtypes

rng = np.random.default_rng(0)
currents = 1 + rng.normal(size=(60, 4))
even = np.full(60, 1.5)

NO_BACKWARD = {
    "leaky_integrate_and_fire": "a spike is a step, whose slope is zero; see heaviside",
    "firing_rate": "a check of the simulation; nothing is trained through it",
}


def run(name, input=currents, *, known=None, **options):
    """Return a case of the simulation."""
    return Case(name, {"input": input, **options}, **(known or {}))


def rate(name, input, *, known=None, **options):
    """Return a case of the closed form."""
    args = {"input": input, **options}
    return Case(name, args, function="firing_rate", **(known or {}))


def refused(message, error=ValueError):
    """Return the fields of a refusal."""
    return {"error": error, "message": message}


CASES = [
    run(
        "half of the way to 1.5 in each step",
        np.full(4, 1.5),
        tau=2.0,
        known={
            "expected": ([0.75, 0.0, 0.75, 0.0], [0, 1, 0, 1]),
            "source": "by hand: 0.75, then 0.75 + 0.375 = 1.125, a spike, and again",
        },
    ),
    run(
        "an input below the threshold",
        np.full(3, 0.8),
        tau=2.0,
        known={
            "expected": ([0.4, 0.6, 0.7], [0, 0, 0]),
            "source": "by hand: half of what is missing to 0.8 is added each time",
        },
    ),
    run(
        "exactly at the threshold",
        np.array([2.0, 2.0]),
        tau=2.0,
        known={
            "expected": ([0.0, 0.0], [1, 1]),
            "source": "by hand: 1 is reached in one step, and reaching it is enough",
        },
    ),
    run("four neurons, noisy currents"),
    run("one neuron, constant current", even),
    run("a reset below rest", even, reset=-0.5),
    run("another threshold and time constant", currents, tau=7.0, threshold=0.6),
    run("short steps", even, dt=0.1),
    run("steps as long as the time constant", even, tau=1.0),
    run("no current", 0 * currents),
    run("currents that inhibit", -currents),
    run("one step", currents[:1]),
    run("no steps", currents[:0]),
    run("no neurons", currents[:, :0]),
    run("a grid of neurons", currents.reshape(60, 2, 2)),
    run("not contiguous", rng.normal(1, 1, size=(8, 60)).T[::2, ::2]),
    run(
        "NaN from one step on",
        np.where(np.arange(6) == 3, np.nan, 0.9),
    ),
    rate(
        "currents 2 and e / (e - 1)",
        np.array([2.0, np.e / (np.e - 1)]),
        tau=10.0,
        known={
            "expected": [1 / (10 * np.log(2)), 0.1],
            "source": "by hand: log 2/1, and the second quotient is e",
        },
    ),
    rate("up to the threshold it is silent", np.array([-2.0, 0.0, 0.5, 1.0])),
    rate("one current", np.array(1.7)),
    rate("no currents", np.zeros(0)),
    rate(
        "another threshold and reset", np.array([0.5, 2.0]), threshold=0.4, reset=-1.0
    ),
    rate("NaN and infinities", np.array([np.nan, np.inf, -np.inf])),
    run(
        "time constant of 0",
        even,
        tau=0.0,
        known=refused("tau: wanted a number above 0"),
    ),
    run(
        "a reset that spikes again",
        even,
        reset=1.0,
        known=refused("threshold: wanted a number above the reset 1.0, got 1.0"),
    ),
    run(
        "steps longer than the time constant",
        even,
        dt=30.0,
        known=refused("dt: wanted above 0, at most tau 20.0, got 30.0"),
    ),
    run(
        "no axis of time",
        np.array(1.5),
        known=refused(r"input: wanted shape \(T, \*\), got a single number"),
    ),
    *wrong_dtypes({"input": even}),
]
