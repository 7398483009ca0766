"""Programs on which both sides of the vector-Jacobian product must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
point, weight = rng.normal(size=(2, 3))
matrix, other = rng.normal(size=(2, 3, 3))

NO_BACKWARD = {"vjp": "it is a derivative itself; the tape records no second one"}
KEEPS = "the arrays inside the tuple keep their dtype"


def pull(name, func, inputs, v, **known):
    """Return a case of `vjp`."""
    if isinstance(inputs, tuple):
        known.setdefault("no_float32", KEEPS)
    return Case(name, {"func": func, "inputs": inputs, "v": np.asarray(v)}, **known)


CASES = [
    pull(
        "squares",
        lambda z: z**2,
        np.array([1.0, -3.0]),
        [10.0, 1.0],
        expected=([1.0, 9.0], [20.0, -6.0]),
        source="by hand: the Jacobian is diag(2z)",
    ),
    pull(
        "three inputs, two outputs",
        lambda z: z[:2] - 2 * z[1:],
        np.array([1.0, 2.0, 3.0]),
        [1.0, 10.0],
        expected=([-3.0, -4.0], [1.0, 8.0, -20.0]),
        source="by hand: rows (1, -2, 0) and (0, 1, -2) of the Jacobian, times 1 and 10",
    ),
    pull(
        "the gradient is the case of one output",
        lambda z: (z**3).sum(),
        np.array([1.0, 2.0]),
        1.0,
        expected=(9.0, [3.0, 12.0]),
        source="by hand: 3 z^2",
    ),
    pull("softmax", lambda z: z.softmax(0), point, weight),
    pull(
        "softmax of equal scores",
        lambda z: z.softmax(-1),
        np.zeros((2, 4)),
        np.eye(2, 4),
    ),
    pull(
        "an output of another shape",
        lambda z: z.reshape(1, 3).T @ z[None],
        point,
        other,
    ),
    pull("two inputs", lambda a, b: (a @ b).tanh(), (matrix, other), matrix.T),
    pull("one input as a tuple", lambda a: a.exp(), (point,), weight, no_float32=KEEPS),
    pull("an input without effect", lambda a, b: a * 2, (point, weight), weight),
    pull("v of zeros", lambda z: z.sin() / z.cos(), point, np.zeros(3)),
    pull("empty", lambda z: z.exp(), np.zeros((0, 3)), np.zeros((0, 3))),
    pull(
        "not contiguous", lambda z: z.T @ z, rng.normal(size=(6, 6))[::2, ::2], matrix
    ),
    pull(
        "v shaped as the input",
        lambda z: z.sum(),
        point,
        weight,
        error=ValueError,
        message=r"v: wanted shape \(\), got \(3,\)",
    ),
    pull(
        "integers for v",
        lambda z: z**2,
        point,
        [1, 2, 3],
        error=TypeError,
        message="v: wanted float32 or float64, got int64",
        torch_accepts="it promotes them",
    ),
    pull(
        "integers",
        lambda z: z**2,
        np.arange(3),
        np.ones(3),
        error=TypeError,
        message="data: wanted float32 or float64, got int64",
    ),
]
