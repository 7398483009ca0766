"""Functions on which both sides of the Hessian must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)

NO_BACKWARD = {"hessian": "it is a second derivative itself, by differences"}
LEFT_OUT = {"half precision": "differences want float64 alone; cases refuse the others"}
KEPT = {
    "looser": "a difference of differences keeps about seven digits",
    "rtol": 1e-6,
    "atol": 1e-6,
    "no_float32": "float32 leaves no digit in a second difference; our side refuses it",
}
ROUNDED = {"within": 1e-6, **KEPT}


def at(name, func, input, **known):
    """Return a case."""
    return Case(name, {"func": func, "input": input}, **known)


CASES = [
    at(
        "a bowl with curvatures 1 and 100",
        lambda z: 0.5 * z[0] ** 2 + 50 * z[1] ** 2,
        np.array([2.0, -1.0]),
        expected=[[1.0, 0.0], [0.0, 100.0]],
        source="by hand: the factors of the squares, doubled",
        **ROUNDED,
    ),
    at(
        "a saddle",
        lambda z: z[0] ** 2 - z[1] ** 2,
        np.zeros(2),
        expected=[[2.0, 0.0], [0.0, -2.0]],
        source="by hand",
        **ROUNDED,
    ),
    at(
        "a product",
        lambda z: z[0] * z[1] ** 2,
        np.array([3.0, 2.0]),
        expected=[[0.0, 4.0], [4.0, 6.0]],
        source="by hand: 0, 2 z2, 2 z1",
        **ROUNDED,
    ),
    at(
        "four numbers",
        lambda z: (z[0] * z[1] + z[2] / z[3]) ** 2,
        1 + rng.random(4),
        **KEPT,
    ),
    at("a matrix", lambda z: (z**3).sum() * z[0, 1], rng.normal(size=(2, 3)), **KEPT),
    at("one number", lambda z: z**4, np.array(0.5), **KEPT),
    at("one number in an array", lambda z: 1 / z[0], np.array([0.5]), **KEPT),
    at("a plane", lambda z: 3 * z.sum(), rng.normal(size=3), **KEPT),
    at(
        "far from zero",
        lambda z: (z[0] * z[1]) ** 2 / 1e8,
        np.array([300.0, -1000.0]),
        **KEPT,
    ),
    at("not contiguous", lambda z: (z**3).sum(), rng.normal(size=6)[::2], **KEPT),
    *(
        at(
            f"in {dtype}",
            lambda z: (z**2).sum(),
            np.ones(2, dtype),
            error=TypeError,
            message=f"input: wanted float64, got {dtype}",
            torch_accepts=""
            if dtype == "int64"
            else "it is exact, so it needs no float64",
        )
        for dtype in ("float32", "float16", "int64")
    ),
]
