"""Right and wrong gradients on which both sides of the gradient check must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
point = rng.normal(size=3)
matrix, other = rng.normal(size=(2, 3, 2))

NO_BACKWARD = {
    "gradcheck": "it returns a verdict",
    "numerical_gradient": "it is a derivative itself, by differences",
}
LEFT_OUT = {
    "half precision": "differences want float64 alone; a case refuses float32, a test float16"
}
SINGLE = "float32 leaves no digit in a difference of 1e-6; our side refuses it"
NOISE = "a difference of 1e-6 keeps about ten digits, the others are rounding"


def check(name, func, inputs, **known):
    """Return a case of `gradcheck`."""
    if "error" not in known:
        known["no_float32"] = SINGLE
    return Case(name, {"func": func, "inputs": inputs}, **known)


def differ(name, func, input, eps=1e-6, **known):
    """Return a case of `numerical_gradient`."""
    if "error" not in known:
        known |= {"no_float32": SINGLE, "looser": NOISE, "rtol": 1e-7, "atol": 1e-8}
    args = {"func": func, "input": input, "eps": eps}
    return Case(name, args, function="numerical_gradient", **known)


def right(verdict):
    """Return the anchor of a verdict that follows from the program itself."""
    return {"expected": verdict, "source": "by construction of the program"}


CASES = [
    check("a sum of cubes", lambda z: (z**3).sum(), point, **right(True)),
    check("several outputs", lambda z: z.sin() * z[0], point, **right(True)),
    check("matrices", lambda a, b: (a.T @ b).tanh(), (matrix, other), **right(True)),
    check("softmax", lambda z: z.softmax(0), point, **right(True)),
    check(
        "an input without effect", lambda a, b: a.exp(), (point, point), **right(True)
    ),
    check("one number", lambda z: z * z, np.array(1.5), **right(True)),
    check("a forgotten path", lambda z: z * z.detach(), point, **right(False)),
    check(
        "a forgotten path in the second input",
        lambda a, b: a + b + b.detach(),
        (point, point),
        **right(False),
    ),
    check(
        "wrong in one of several outputs",
        lambda z: z[0] * z + (z[1] * z).detach(),
        point,
        **right(False),
    ),
    check(
        "the sign turned",
        lambda z: 2 * z.exp().detach() - z.exp(),
        point,
        **right(False),
    ),
    check(
        "one percent too much",
        lambda z: 1.01 * z - 0.01 * z.detach(),
        point,
        **right(False),
    ),
    check(
        "a tenth of a percent is within the tolerance",
        lambda z: 1.001 * z - 0.001 * z.detach(),
        point,
        **right(True),
    ),
    check(
        "a kink: differences give the mean of both slopes",
        lambda z: z.relu(),
        np.array([0.0, 1.0]),
        **right(False),
    ),
    check("next to a kink", lambda z: z.relu(), np.array([-0.1, 0.1]), **right(True)),
    check("nothing to check", lambda z: z.exp(), np.zeros(0)),
    differ(
        "squares",
        lambda z: (z**2).sum(),
        np.array([1.0, -3.0]),
        expected=[2.0, -6.0],
        source="by hand: 2z",
        within=1e-8,
    ),
    differ("cubes and products", lambda z: (z**3).sum() * z[0, 0], matrix),
    differ("one number by differences", lambda z: 1 / z, np.array(0.5)),
    differ("no number", lambda z: z.sum(), np.zeros(0)),
    differ(
        "a wide step on a parabola is exact",
        lambda z: (z**2).sum(),
        np.array([1.0, -3.0]),
        eps=0.5,
        expected=[2.0, -6.0],
        source="by hand: the errors to both sides cancel for a polynomial of degree two",
    ),
    differ(
        "a wide step on a cubic",
        lambda z: (z**3).sum(),
        np.array([1.0]),
        eps=0.1,
        expected=[3.01],
        source="by hand: 3 z^2 + eps^2",
    ),
    check(
        "float32",
        lambda z: z.exp(),
        point.astype(np.float32),
        error=TypeError,
        message="inputs: wanted float64, got float32",
    ),
    differ(
        "float32 by differences",
        lambda z: z.sum(),
        point.astype(np.float32),
        error=TypeError,
        message="input: wanted float64, got float32",
        torch_accepts="it returns noise: the step is lost in the rounding",
    ),
    check("a list of inputs", lambda a, b: a * b.sin(), [point, point], **right(True)),
    check("NumPy's number", lambda z: z.exp(), np.float64(1.5), **right(True)),
    check(
        "a number of Python",
        lambda z: z.exp(),
        1.5,
        error=TypeError,
        message="inputs: wanted float64, got float",
    ),
    check(
        "a list of numbers",
        lambda z: z.exp(),
        [1.5, 2.5],
        error=TypeError,
        message="inputs: wanted float64, got float",
    ),
    check(
        "a function that leaves the tape",
        lambda z: 2.0,
        point,
        error=TypeError,
        message="func: wanted a Tensor, got float",
    ),
    differ(
        "NumPy's number by differences",
        lambda z: z**2,
        np.float64(1.5),
        expected=3.0,
        source="by hand: 2z",
        within=1e-8,
    ),
    differ(
        "a list by differences",
        lambda z: sum(z),
        [1.0, 2.0],
        error=TypeError,
        message="input: wanted float64, got list",
        torch_accepts="it makes a tensor of them",
    ),
]
