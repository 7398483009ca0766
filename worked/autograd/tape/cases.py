"""Programs whose values and gradients must be the same on our tape and on PyTorch's."""

import numpy as np

from worked.checking import Case

rng = np.random.default_rng(0)
row, column = rng.normal(size=(1, 4)), rng.normal(size=(3, 1))
matrix, other = rng.normal(size=(2, 3, 4))
square = rng.normal(size=(4, 4))
batch = rng.normal(size=(2, 3, 4))
positive = rng.uniform(0.5, 2.0, size=(3, 4))
mix = rng.normal(
    size=(3, 4)
)  # weights that make every upstream gradient another number
kinks = np.array([-1e4, -1.5, -0.0, 0.0, 0.5, 1e4])
ties = np.array([[1.0, 3.0, 3.0], [2.0, 2.0, 2.0]])
repeats = np.array([2, 0, 2, 2])

TAPE = "the tape itself is the backward pass; value_and_grad compares the gradients"
NO_BACKWARD = dict.fromkeys(
    (
        "cross_entropy",
        "elu",
        "gelu",
        "leaky_relu",
        "silu",
        "softplus",
        "value_and_grad",
    ),
    TAPE,
)


def program(name, func, *inputs, **known):
    """Return a case that runs a function of tensors and differentiates it by its inputs."""
    if "error" not in known:
        known.setdefault("no_float32", "the arrays inside the tuple keep their dtype")
    return Case(
        name, {"func": func, "inputs": inputs}, function="value_and_grad", **known
    )


def function(name, called, *, input, **known):
    """Return a case that calls one of the functions of an array."""
    return Case(name, {"input": input}, function=called, **known)


def diamond(x):
    """Use one value twice, and the result of both ways twice again."""
    for _ in range(20):
        x = x * 0.5 + x * 0.6
    return x.sum()


def two_calls(x):
    """Run one program backward and return another: their gradients add up."""
    (x**2).sum().backward()
    return (3 * x).sum()


def by_axes(x):
    """Reduce and turn a single number along the one axis that it counts as."""
    total = x.sum(0) + x.sum(-1, True) + x.mean(0) + x.amax(-1) + x.max(0).values
    return total * x.transpose(0, -1) + x.log_softmax(0) + x.softmax(-1) * x


CASES = [
    program(
        "the product and sum of two numbers",
        lambda a, b: a * b + a,
        np.array(3.0),
        np.array(4.0),
        expected=(15.0, 5.0, 3.0),
        source="by hand: ab + a, b + 1 in a, a in b",
    ),
    program(
        "one value on two ways",
        lambda x: x * x + x,
        np.array(3.0),
        expected=(12.0, 7.0),
        source="by hand: x^2 + x, 2x + 1",
    ),
    program(
        "ties share the gradient evenly",
        lambda x: x.amax(1).sum(),
        ties,
        expected=(5.0, np.array([[0, 0.5, 0.5], [1 / 3, 1 / 3, 1 / 3]])),
        source="PyTorch 2.13 documentation, torch.amax: even distribution between ties",
    ),
    program(
        "a repeated index counts each time",
        lambda x: x[repeats].sum(),
        np.array([1.0, 2.0, 4.0]),
        expected=(13.0, np.array([1.0, 0.0, 3.0])),
        source="by hand: x0 + 3 x2",
    ),
    program(
        "sum, difference", lambda a, b, m: ((a + b - a) * m).sum(), row, column, mix
    ),
    program("numbers on the left", lambda a, m: ((2 - 3 / a) * m).sum(), positive, mix),
    program("numbers added", lambda a, m: ((1 + a * 2 - 0.5) * m).sum(), row, mix),
    program("ratio of a row and a column", lambda a, b: (a / b).sum(), row, column + 3),
    program("negation", lambda a, m: (-a * m).sum(), matrix, mix),
    program("powers", lambda a, m: ((a**3 + a**-0.5) * m).sum(), positive, mix),
    program("power 0 at 0", lambda a: (a**0).sum(), np.array([0.0, 2.0])),
    program("power 2 at 0", lambda a: (a**2).sum(), np.array([0.0, 2.0])),
    program("new axes", lambda a, b: (a * b[None]).sum(), batch, matrix),
    program("array on the left", lambda a, m: (m * a).sum(), batch, mix),
    program("one number stretched", lambda a, m: (a * m).sum(), np.array(0.7), mix),
    program("matrix product", lambda a, b, m: (a @ b * m).sum(), matrix, square, mix),
    program("matrix and vector", lambda a, v: (a @ v).tanh().sum(), matrix, row[0]),
    program(
        "vector and matrix", lambda v, a: (v @ a).tanh().sum(), column[:, 0], matrix
    ),
    program("vector and vector", lambda v, w: (v @ w).tanh(), row[0], mix[0]),
    program("batch and vector", lambda a, v: (a @ v).tanh().sum(), batch, row[0]),
    program("vector and batch", lambda v, a: (v @ a).tanh().sum(), column[:, 0], batch),
    program(
        "batch times one matrix",
        lambda a, b: (a @ b).tanh().sum(),
        batch,
        square,
    ),
    program(
        "one matrix times a batch",
        lambda a, b: (a @ b).tanh().sum(),
        matrix.T,
        batch,
    ),
    program(
        "batches that stretch",
        lambda a, b: (a @ b).tanh().sum(),
        batch[:, None],
        rng.normal(size=(1, 5, 4, 2)),
    ),
    program("transposed", lambda a, b: (a.T @ b).tanh().sum(), matrix, other),
    program(
        "scores of attention",
        lambda q, k: (q @ k.transpose(1, 2)).softmax(-1)[..., 0].log().sum(),
        batch,
        rng.normal(size=(2, 5, 4)),
    ),
    program(
        "reshaped",
        lambda a, m: (a.reshape(4, 3).T * m.T.reshape((3, 4))).sum(),
        batch[0],
        mix,
    ),
    program("a slice", lambda a: (a[1:, ::2] ** 2).sum(), matrix),
    program("a column", lambda a: a[:, 1].exp().sum(), matrix),
    program("by a mask", lambda a: (a[matrix > 0] ** 2).sum(), matrix),
    program(
        "pairs of indices",
        lambda a, i: (a[i, i] ** 2).sum(),
        square,
        np.array([0, 3, 0]),
    ),
    program("sum by rows", lambda a: (a.sum(1) ** 2).sum(), matrix),
    program(
        "sum by columns, kept", lambda a: (a / a.sum(0, True)).log().sum(), positive
    ),
    program("sum of two axes", lambda a: (a.sum((0, -1)) ** 3).sum(), batch),
    program("mean of all", lambda a: a.mean() ** 2, matrix),
    program("mean by rows", lambda a: (a.mean(-1) ** 2).sum(), matrix),
    program("variance", lambda a: ((a - a.mean(0, keepdim=True)) ** 2).mean(), matrix),
    program("largest of all", lambda a: a.amax() ** 2, matrix),
    program("largest of all, tied", lambda a: a.max() ** 2, ties),
    program("largest by columns", lambda a: (a.amax(0) ** 2).sum(), matrix),
    program("largest kept", lambda a: ((a - a.amax(1, True)).exp()).sum(), matrix),
    program("largest of two axes", lambda a: (a.amax((1, 2)) ** 2).sum(), batch),
    program("largest with place", lambda a: (a.max(1).values ** 2).sum(), matrix),
    program("largest with place, tied", lambda a: a.max(1).values.sum(), ties),
    program(
        "largest with place, kept", lambda a: (a * a.max(0, True)[0]).sum(), matrix
    ),
    program(
        "its place as index",
        lambda a, b: b[a.max(1).indices].exp().sum(),
        matrix,
        square,
    ),
    program("exponential, logarithm", lambda a: (a.exp() + 1).log().sum(), matrix),
    program(
        "root, sine, cosine", lambda a: (a.sqrt() * a.sin() - a.cos()).sum(), positive
    ),
    program("tanh", lambda a: (a.tanh() ** 2).sum(), kinks),
    program("sigmoid", lambda a: (a.sigmoid() ** 2).sum(), kinks),
    program("ReLU, and its kink", lambda a: (a.relu() + a).sum(), kinks),
    program("softmax by columns", lambda a, m: (a.softmax(0) * m).sum(), matrix, mix),
    program("softmax by rows", lambda a, m: (a.softmax(-1) * m).sum(), matrix, mix),
    program("log-softmax", lambda a, m: (a.log_softmax(1) * m).sum(), matrix, mix),
    program(
        "log-softmax of 1e4",
        lambda a: a.log_softmax(0)[0] + a.log_softmax(0)[2],
        np.array([1e4, 0.0, -1e4]),
        expected=(-2e4, np.array([-1.0, 0.0, 1.0])),
        source="by hand: 0 - 2e4; each term adds one-hot minus the probabilities (1, 0, 0)",
    ),
    program("a diamond forty levels deep", diamond, row),
    program(
        "two layers and a loss",
        lambda x, w, v, y: (((x @ w.T).relu() @ v - y) ** 2).mean(),
        matrix,
        rng.normal(size=(6, 4)),
        rng.normal(size=6),
        rng.normal(size=3),
    ),
    program("an input without effect", lambda a, b: (a**2).sum(), row, column),
    program(
        "backward called twice",
        two_calls,
        np.array([1.0, -2.0]),
        expected=(-3.0, np.array([5.0, -1.0])),
        source="by hand: 2x of the first call and 3 of the second",
    ),
    program("cut off", lambda a: (a * a.detach()).sum(), row),
    program("integers beside", lambda a, i: (a * i).sum(), row, np.arange(4)),
    program(
        "float32 beside float64", lambda a, b: (a * b).sum(), row, column.astype("f4")
    ),
    program("truth values beside", lambda a: (a * (a > 0)).sum(), row),
    program("by a condition", lambda a: (a[a <= 0] ** 2).sum(), matrix),
    program("by equality", lambda a: (a[a == 2.0] * 3).sum(), ties),
    program("by inequality", lambda a, b: (a[a != b] ** 2).sum(), ties, ties[:1]),
    program("a single number by axes", by_axes, np.array(0.7)),
    program(
        "one number of float64 beside float32",
        lambda a, b: (a * b - b / a + (a + b)).sum(),
        row.astype("f4"),
        np.array(0.7),
    ),
    program(
        "one number of float32 beside float64",
        lambda a, b: (a * b - b / a + (a + b)).sum(),
        row,
        np.array(0.7, "f4"),
    ),
    program(
        "NumPy's numbers beside float32",
        lambda a: ((a * np.float64(0.3) + np.float64(2)) ** np.float64(2)).sum(),
        row.astype("f4"),
    ),
    program("softmax over nothing", lambda a: a.softmax(1).sum(), np.zeros((3, 0))),
    program("mean of nothing", lambda a: a.mean(), np.zeros((0, 3))),
    program("nothing at all", lambda a: a.exp().sum(), np.zeros((0, 3))),
    program("not contiguous", lambda a: (a.T @ a).tanh().sum(), batch[:, ::2, 1].T),
    program("NaN and infinities", lambda a: a.relu().sum(), np.array([np.nan, np.inf])),
    function("leaky ReLU at awkward places", "leaky_relu", input=kinks),
    function(
        "ELU at awkward places",
        "elu",
        input=kinks,
        expected=[-1, np.expm1(-1.5), 0, 0, 0.5, 1e4],
        source="by definition: e^z - 1 left of 0",
    ),
    function("SiLU at awkward places", "silu", input=kinks),
    function("GELU at awkward places", "gelu", input=kinks),
    function("softplus at awkward places", "softplus", input=kinks),
    Case(
        "logits (2, 1, 0) and class 0",
        {"input": np.array([[2.0, 1.0, 0.0]]), "target": np.array([0])},
        function="cross_entropy",
        expected=np.log(1 + np.exp(-1) + np.exp(-2)),
        source="by hand: -log of 1 / (1 + e^-1 + e^-2), 0.4076",
    ),
    Case(
        "cross-entropy of a batch",
        {"input": 10 * matrix, "target": np.array([3, 0, 1])},
        function="cross_entropy",
    ),
    Case(
        "label that is no class",
        {"input": matrix, "target": np.array([3, 0, 4])},
        function="cross_entropy",
        error=ValueError,
        message="wanted classes from 0 to 3, got 4",
    ),
    Case(
        "labels of another batch",
        {"input": matrix, "target": np.array([3, 0])},
        function="cross_entropy",
        error=ValueError,
        message=r"target: wanted shape \(3,\), got \(2,\)",
    ),
    Case(
        "scores of one example",
        {"input": row[0], "target": np.array(1)},
        function="cross_entropy",
        error=ValueError,
        message=r"input: wanted shape \(N, C\), got \(4,\)",
        torch_accepts="it takes one example without its batch axis; we keep to the batch",
    ),
    program(
        "an answer that is no single number",
        lambda a: a * 2,
        row,
        error=ValueError,
        message=r"grad_output: wanted shape \(1, 4\), got None",
    ),
    program(
        "an answer that depends on nothing",
        lambda a: a.detach().sum(),
        row,
        error=ValueError,
        message="wanted a tensor that requires grad",
    ),
    program(
        "an index alone",
        lambda i: i.sum(),
        repeats,
        error=ValueError,
        message="wanted a tensor that requires grad",
    ),
    program(
        "matrices that do not fit",
        lambda a, b: (a @ b).sum(),
        matrix,
        other,
        error=ValueError,
        message=r"wanted \(\*, M, K\) and \(\*, K, N\), got \(3, 4\) and \(3, 4\)",
    ),
    program(
        "a tensor as exponent",
        lambda a: (a**a).sum(),
        positive,
        error=TypeError,
        message="exponent: wanted a number, got Tensor",
        torch_accepts="it differentiates by the exponent as well; our tape does not",
    ),
    Case(
        "an array where a tuple is meant",
        {"func": lambda *rows: sum(r.sum() for r in rows), "inputs": matrix},
        function="value_and_grad",
        error=TypeError,
        message="inputs: wanted a tuple of arrays, got ndarray",
        torch_accepts="it reads the rows as inputs; our side asks what was meant",
    ),
    *(
        program(
            f"an axis out of range: {name}",
            func,
            matrix,
            error=IndexError,
            message=rf"dim: wanted an int from -2 to 1, got {axis}",
        )
        for name, axis, func in (
            ("sum", 5, lambda a: a.sum(5).sum()),
            ("sum, negative", -4, lambda a: a.sum(-4).sum()),
            ("sum of two", 2, lambda a: a.sum((0, 2)).sum()),
            ("mean", 2, lambda a: a.mean(2).sum()),
            ("amax", 7, lambda a: a.amax(7).sum()),
            ("max", 2, lambda a: a.max(2).values.sum()),
            ("transpose", -3, lambda a: a.transpose(0, -3).sum()),
            ("softmax", 2, lambda a: a.softmax(2).sum()),
        )
    ),
    program(
        "an axis of a single number",
        lambda a: a.sum(1),
        np.array(0.7),
        error=IndexError,
        message="dim: wanted an int from -1 to 0, got 1",
    ),
    program(
        "one axis twice",
        lambda a: a.sum((0, -2)).sum(),
        matrix,
        error=ValueError,
        message="duplicate value in 'axis'",
    ),
    program(
        "half precision",
        lambda a: a.sum(),
        row.astype(np.float16),
        error=TypeError,
        message="data: wanted float32 or float64, got float16",
        torch_accepts="it adds in float32 and rounds the answer to float16",
    ),
    program(
        "complex numbers",
        lambda a, b: (a * b).sum(),
        row,
        row.astype(complex),
        error=TypeError,
        message="data: wanted float32, float64 or an integer dtype, got complex128",
    ),
]
