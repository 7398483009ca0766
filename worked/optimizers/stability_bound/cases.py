"""Gradients and points at which both sides must find the same curvature."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
point, matrix = rng.normal(size=6), rng.normal(size=(3, 4))

NO_BACKWARD = {
    "stability_bound": "it is a second derivative, of which nobody takes a third"
}
LOOSER = {
    "rtol": 1e-8,
    "looser": "the iteration ends where an eigenvalue changes no more, short of its last digits",
}


def at(name, gradient, param, **known):
    """Return a case of a gradient and a point."""
    return Case(name, {"gradient": gradient, "param": param}, **known)


CASES = [
    at(
        "a parabola of curvature 10",
        lambda w: 10 * w,
        np.array([3.0]),
        expected=(0.2, 10.0),
        source="by hand: the second derivative of 5 w squared is 10, and 2 / 10",
    ),
    at(
        "half the squared sum, and half the squares, of four",
        lambda w: w.sum() + w,
        rng.normal(size=4),
        expected=(0.4, 5.0),
        source="by hand: ones everywhere plus the identity; the vector of ones gets 4 + 1",
        **LOOSER,
    ),
    at(
        "a saddle, the downward curvature larger",
        lambda w: w - w.sum(),
        rng.normal(size=5),
        expected=(2.0, 1.0),
        source="by hand: identity minus ones everywhere; 1 four times, and 1 - 5",
        **LOOSER,
    ),
    at(
        "a saddle, the upward curvature larger",
        lambda w: w.sum() - w,
        rng.normal(size=5),
        expected=(0.5, 4.0),
        source="by hand: ones everywhere minus the identity; 5 - 1, and -1 four times",
        **LOOSER,
    ),
    at(
        "a saddle, both curvatures equally large",
        lambda w: w - w.sum() * (2 / 3),
        rng.normal(size=3),
        expected=(2.0, 1.0),
        source="by hand: identity minus two thirds of ones everywhere; 1 twice, and 1 - 2",
        **LOOSER,
    ),
    at(
        "a hilltop",
        lambda w: -2 * w,
        np.ones(3),
        expected=(np.inf, -2.0),
        source="by hand: no direction curves upward",
    ),
    at(
        "a plain", lambda w: 0 * w, np.ones(3), expected=(np.inf, 0.0), source="by hand"
    ),
    at(
        "the ring (w w - 1) squared over 4",
        lambda w: ((w**2).sum() - 1) * w,
        np.array([3.0, 4.0]),
        expected=(2 / 74, 74.0),
        source="by hand: (25 - 1) plus twice 25 along w",
        **LOOSER,
    ),
    at("fourth powers", lambda w: w**3, point, **LOOSER),
    at("exponentials", lambda w: w.exp() + 0.3 * w.sum(), point, **LOOSER),
    at("sines", lambda w: w.sin() + 0.3 * w.sum(), point, **LOOSER),
    at("a matrix", lambda w: w @ w.T @ w - w, matrix, **LOOSER),
    at("a single number", lambda w: w**3 - w, np.array(1.5)),
    at("curvature of 1e4", lambda w: 1e4 * w.sum() + w**3, point, **LOOSER),
    at("not contiguous", lambda w: w**3 + w.sum(), np.repeat(point, 2)[::2], **LOOSER),
    at(
        "a point that is NaN",
        lambda w: w**3,
        np.array([np.nan]),
        no_float32="as in float64",
        expected=(np.nan, np.nan),
        source="by definition: nothing is known of the curvature there",
        torch_varies="eigenvalues of NaN are NaN or an error, by the linear algebra under it",
    ),
    at(
        "no parameters",
        lambda w: w,
        np.zeros(0),
        error=ValueError,
        message=r"param: wanted one number or more, got shape \(0,\)",
    ),
    at(
        "half precision",
        lambda w: w,
        np.ones(3, np.float16),
        error=TypeError,
        message="param: wanted float32 or float64, got float16",
    ),
    at(
        "integers",
        lambda w: w,
        np.ones(3, np.int64),
        error=TypeError,
        message="param: wanted float32 or float64, got int64",
    ),
]
