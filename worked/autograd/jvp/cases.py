"""Programs on which both sides of the Jacobian-vector product must agree."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
point, way = rng.normal(size=(2, 3))
positive = rng.uniform(0.5, 2.0, size=3)
matrix, turn, other, shift = rng.normal(size=(4, 3, 4))
kinks = np.array([-1e4, -1.5, 0.0, 0.5, 1e4])

NO_BACKWARD = {"jvp": "it is a derivative itself; a dual number carries no second one"}
KEEPS = "the arrays inside the tuple keep their dtype"


def push(name, func, inputs, v, **known):
    """Return a case of `jvp`."""
    if isinstance(inputs, tuple):
        known.setdefault("no_float32", KEEPS)
    return Case(name, {"func": func, "inputs": inputs, "v": v}, **known)


def by_axes(z):
    """Reduce and turn a single number along the one axis that it counts as."""
    return (z.sum(0) + z.mean(-1, True)) * z.transpose(0, -1) + z.mean()


CASES = [
    push(
        "squares",
        lambda z: z**2,
        np.array([1.0, -3.0]),
        np.array([10.0, 1.0]),
        expected=([1.0, 9.0], [20.0, -6.0]),
        source="by hand: the Jacobian is diag(2z)",
    ),
    push(
        "three inputs, two outputs",
        lambda z: z[:2] - 2 * z[1:],
        np.array([1.0, 2.0, 3.0]),
        np.array([1.0, 10.0, 100.0]),
        expected=([-3.0, -4.0], [-19.0, -190.0]),
        source="by hand: (1, -2, 0) and (0, 1, -2), the rows of the Jacobian, times v",
    ),
    push(
        "the product rule",
        lambda a, b: a * b,
        (np.array(3.0), np.array(4.0)),
        (np.array(1.0), np.array(0.5)),
        expected=(12.0, 5.5),
        source="by hand: 1 * 4 + 3 * 0.5",
    ),
    push(
        "sum and difference",
        lambda a, b: 1 + a - (2 - b + a * 3),
        (point, way),
        (way, point),
    ),
    push("ratio", lambda a, b: a / b + 2 / b, (point, positive), (way, point)),
    push("powers", lambda z: z**3 + z**-0.5, positive, way),
    push("power 0 at 0", lambda z: z**0, np.array([0.0, 2.0]), np.ones(2)),
    push("matrix product", lambda a, b: a @ b.T, (matrix, other), (turn, shift)),
    push("matrix and vector", lambda a, z: z @ a, (matrix, point), (turn, way)),
    push("broadcast", lambda a, b: a * b[:, None] + a, (matrix, point), (turn, way)),
    push("reshaped", lambda a: a.reshape(2, 6) @ a.reshape((6, 2)), matrix, turn),
    push("axes swapped", lambda a: a.transpose(0, 1) @ a, matrix, turn),
    push("sum of all", lambda a: a.sum() ** 2, matrix, turn),
    push("sum by rows", lambda a: a.sum(1) ** 2, matrix, turn),
    push("sum by columns, kept", lambda a: a / (a**2).sum(0, True), matrix, turn),
    push("mean of all", lambda a: a.mean() ** 2, matrix, turn),
    push("mean by rows", lambda a: a.mean(1, keepdim=True) * a, matrix, turn),
    push("exponential, logarithm", lambda z: (1 + z.exp()).log(), point, way),
    push("root, sine, cosine", lambda z: z.sqrt() * z.sin() - z.cos(), positive, way),
    push("tanh", lambda z: z.tanh(), kinks, np.ones(5)),
    push("sigmoid", lambda z: z.sigmoid(), kinks, np.ones(5)),
    push("ReLU, and its kink", lambda z: z.relu(), kinks, np.ones(5)),
    push("direction of zeros", lambda z: z.sin() / z.cos(), point, np.zeros(3)),
    push("empty", lambda z: z.exp(), np.zeros((0, 3)), np.zeros((0, 3))),
    push("not contiguous", lambda z: z.T @ z, matrix.T[::2], turn.T[::2]),
    push(
        "direction shaped as the output",
        lambda z: z.sum(),
        point,
        np.array(1.0),
        error=ValueError,
        message=r"v: wanted shapes \[\(3,\)\], got \[\(\)\]",
    ),
    push("a single number by axes", by_axes, np.array(0.7), np.array(-1.3)),
    push("mean of nothing", lambda z: z.mean(), np.zeros((0, 3)), np.zeros((0, 3))),
    push("mean of two axes", lambda z: z.mean((0, -1), True) * z, matrix, turn),
    push(
        "one number of float64 beside float32",
        lambda a, b: (a * b - b / a) + (b + a),
        (point.astype("f4"), np.array(0.7)),
        (way.astype("f4"), np.array(-1.3)),
    ),
    push(
        "NumPy's numbers beside float32",
        lambda a: (a * np.float64(0.3) + np.float64(2)) ** np.float64(2),
        point.astype("f4"),
        way.astype("f4"),
    ),
    *(
        push(
            f"an axis out of range: {name}",
            func,
            matrix,
            turn,
            error=IndexError,
            message=rf"dim: wanted an int from -2 to 1, got {axis}",
        )
        for name, axis, func in (
            ("sum", 5, lambda a: a.sum(5)),
            ("mean", -3, lambda a: a.mean(-3)),
            ("transpose", 2, lambda a: a.transpose(0, 2)),
        )
    ),
    push(
        "half precision",
        lambda z: z**2,
        point.astype(np.float16),
        way.astype(np.float16),
        error=TypeError,
        message="inputs: wanted float32 or float64, got float16",
        torch_accepts="it rounds the answer to float16",
    ),
]
