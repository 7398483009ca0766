"""What hidden layers make of their input: probes, linear pieces, and networks of equal size."""

from itertools import product

import numpy as np

from worked.data.standardize.with_numpy import standardize
from worked.experiments.activation_runs import HE, accuracy, forward, init, train
from worked.neurons.parameter_count.with_numpy import parameter_count
from worked.optimizers.adam.with_numpy import adam

__all__ = [
    "depth_run",
    "equal_width",
    "fit_curve",
    "minterms",
    "pieces",
    "probe",
    "probe_by_layer",
    "threshold_functions",
]


def equal_width(count, depth, inputs, outputs):
    """Find the width at which `depth` hidden layers have about a given number of parameters.

    Args:
        count: int. Parameters that are wanted.
        depth: int. Hidden layers, all of one width.
        inputs: int. Features.
        outputs: int. Units of the last layer.

    Returns:
        int. The largest width whose network has at most `count` parameters, or 1.
    """

    def parameters(width):
        return parameter_count((inputs, *(width,) * depth, outputs))[0].sum()

    width = 1
    while parameters(width + 1) <= count:
        width += 1
    return width


def probe(features, target, test_features, test_target, ridge=1.0):
    """Fit one linear layer on given features, and return the share of test examples it gets right.

    The layer is fitted to one-hot targets by ridge regression, in one step and without a seed.

    Args:
        features: (N, D) float. Features of the training examples.
        target: (N,) int. Their classes.
        test_features: (M, D) float.
        test_target: (M,) int.
        ridge: float. Penalty on the squared weights, for features of spread 1.

    Returns:
        float. Accuracy on the test examples.
    """
    x = standardize(features, features)  # (N, D)
    y = np.eye(int(target.max()) + 1)[target]  # (N, C)
    gram = x.T @ x + ridge * np.eye(x.shape[1])  # (D, D)
    weight = np.linalg.solve(gram, x.T @ (y - y.mean(axis=0)))  # (D, C)
    scores = standardize(test_features, features) @ weight + y.mean(axis=0)  # (M, C)
    return float((scores.argmax(axis=1) == test_target).mean())


def probe_by_layer(data, hidden, seed, epochs=30, lr=0.1):
    """Train a ReLU network, and probe its input and every hidden layer.

    Args:
        data: Training inputs and targets, test inputs and targets, as from `split`.
        hidden: tuple of int. Units of the hidden layers.
        seed: int. Seed of the weights and of the order of the examples.
        epochs: int. Passes over the data; 0 probes the untrained network.
        lr: float. Learning rate.

    Returns:
        (layers + 1,) float test accuracy of the probes, the input's first, and the test accuracy
        of the network itself.
    """
    x, y, test_x, test_y = data
    params, _ = train(x, y, "relu", hidden, lr=lr, epochs=epochs, batch=32, seed=seed)
    layers = forward(params, x, "relu")[1][:-1]
    test_layers = forward(params, test_x, "relu")[1][:-1]
    found = [
        probe(a, y, test_a, test_y)
        for a, test_a in zip(layers, test_layers, strict=True)
    ]
    return np.array(found), accuracy(params, test_x, test_y, "relu")


def depth_run(data, depth, count, seed, lr, epochs=30):
    """Train a ReLU network of a given depth and about a given number of parameters.

    Args:
        data: Training inputs and targets, test inputs and targets.
        depth: int. Hidden layers, one or more, all of one width.
        count: int. Parameters at most.
        seed: int. Seed of the weights and of the order of the examples.
        lr: float. Learning rate.
        epochs: int. Passes over the data.

    Returns:
        float. Test accuracy.
    """
    x, y, test_x, test_y = data
    classes = int(y.max()) + 1
    width = equal_width(count, depth, x.shape[1], classes)
    params, _ = train(
        x, y, "relu", (width,) * depth, lr=lr, epochs=epochs, batch=32, seed=seed
    )
    return accuracy(params, test_x, test_y, "relu")


def fit_curve(x, y, width, seed, steps=2000, lr=0.01):
    """Fit a curve with one hidden layer of tanh units by Adam on the mean squared error.

    Args:
        x: (N, 1) float. Places.
        y: (N, 1) float. Values there.
        width: int. Hidden units.
        seed: int. Seed of the initial weights.
        steps: int. Steps with all points; the rate falls to zero along half a cosine.
        lr: float. First learning rate.

    Returns:
        List of (weight, bias), the parameters.
    """
    rng = np.random.default_rng(seed)
    spread = 2.0  # so that the units bend at places of their own
    w1, b1 = spread * rng.normal(size=(width, 1)), spread * rng.normal(size=width)
    w2, b2 = rng.normal(size=(1, width)) / width**0.5, np.zeros(1)
    shapes = [w1.shape, b1.shape, w2.shape, b2.shape]
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes])[:-1]
    param = np.concatenate([p.ravel() for p in (w1, b1, w2, b2)])  # (P,)
    state = None
    for step in range(1, steps + 1):
        w1, b1, w2, b2 = (
            part.reshape(shape)
            for part, shape in zip(np.split(param, ends), shapes, strict=True)
        )
        hidden = np.tanh(x @ w1.T + b1)  # (N, H)
        delta2 = 2 * (hidden @ w2.T + b2 - y) / len(x)  # (N, 1)
        delta1 = delta2 @ w2 * (1 - hidden**2)  # (N, H)
        grads = delta1.T @ x, delta1.sum(0), delta2.T @ hidden, delta2.sum(0)
        rate = lr * (1 + np.cos(np.pi * step / steps)) / 2
        param, state = adam(
            param, np.concatenate([g.ravel() for g in grads]), state, step=step, lr=rate
        )
    w1, b1, w2, b2 = (
        part.reshape(shape)
        for part, shape in zip(np.split(param, ends), shapes, strict=True)
    )
    return [(w1, b1), (w2, b2)]


def pieces(hidden, seed, grid=300, reach=3.0, bias=0.5):
    """Find the linear pieces of a fresh ReLU network of two inputs on a square.

    Args:
        hidden: tuple of int. Units of the hidden layers, 62 in all at most.
        seed: int. Seed of weights and biases.
        grid: int. Points a side.
        reach: float. Half the side of the square, whose center is the origin.
        bias: float. Standard deviation of the biases.

    Returns:
        (grid, grid) int. Number of the piece in which each point lies, from 0.
    """
    rng = np.random.default_rng(seed)
    params = [
        (weight, bias * rng.normal(size=len(weight)))
        for weight, _ in init((2, *hidden, 1), HE, rng)
    ]
    axis = np.linspace(-reach, reach, grid)  # (G,)
    points = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)  # (G * G, 2)
    on = np.concatenate(forward(params, points, "relu")[0][:-1], axis=1) > 0  # (G*G, U)
    code = on.astype(np.int64) @ (1 << np.arange(on.shape[1]))  # (G * G,)
    return np.unique(code, return_inverse=True)[1].reshape(grid, grid)


def threshold_functions(inputs, largest):
    """Count the Boolean functions that one threshold unit with small whole weights computes.

    Args:
        inputs: int. Bits.
        largest: int. Largest size of a weight.

    Returns:
        int. Distinct functions of the 2 ** (2 ** inputs).
    """
    rows = np.array(list(product((0, 1), repeat=inputs)))  # (2**n, n)
    weights = np.array(
        list(product(range(-largest, largest + 1), repeat=inputs))
    )  # (K, n)
    score = weights @ rows.T  # (K, 2**n)
    thresholds = np.arange(score.min(), score.max() + 2)  # (T,), the last one for never
    answers = score[:, None] >= thresholds[:, None]  # (K, T, 2**n)
    codes = answers.astype(np.int64) @ (1 << np.arange(len(rows)))  # (K, T)
    return len(np.unique(codes))


def minterms(table):
    """Write down a network of threshold units for any Boolean function: a unit for each one in it.

    Args:
        table: (2 ** n,) int. Answers, for the inputs in the order of counting in binary.

    Returns:
        List of (weight, bias) of two layers, for `threshold_unit`.
    """
    bits = int(np.log2(len(table)))
    rows = np.array(list(product((0.0, 1.0), repeat=bits)))[np.array(table) == 1]
    weight = 2 * rows - 1  # (K, n): only its own row reaches as many as it has ones
    return [
        (weight, -rows.sum(axis=1)),
        (np.ones((1, len(rows))), np.array([-1.0])),
    ]
