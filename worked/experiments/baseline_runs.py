"""Networks beside simpler models: a table of customers, and features made by hand."""

import numpy as np

from worked.activations.softmax.with_numpy import softmax
from worked.experiments.training_runs import gradients, init, predict
from worked.losses.cross_entropy.with_numpy import cross_entropy
from worked.optimizers.adamw.with_numpy import adamw

__all__ = [
    "auc",
    "calibration_error",
    "compare",
    "customers",
    "network",
    "orientations",
    "rotation",
]


def customers(count, rng, noise=0, smooth=False):
    """Draw customers and whether each leaves, from a risk that is known.

    Columns: months since the contract began, price per month, calls to support, whether the
    contract can be ended every month, gigabytes used, age; then columns of noise.

    Args:
        count: int. Customers.
        rng: numpy.random.Generator.
        noise: int. Further columns, standard normal, that say nothing about the risk.
        smooth: bool. Whether the log-odds are linear in the columns; otherwise they jump at
            thresholds, some only in combination, as rules of a business do.

    Returns:
        (count, 6 + noise) float table, (count,) int, 1 for those who leave, and (count,) float,
        the risk of each.
    """
    months = rng.exponential(20, count)  # (count,)
    price = rng.uniform(10, 90, count)  # (count,)
    calls = rng.poisson(1.2, count)  # (count,)
    monthly = rng.integers(2, size=count)  # (count,)
    used = rng.lognormal(2.5, 0.7, count)  # (count,), gigabytes
    age = rng.uniform(18, 80, count)  # (count,)
    if smooth:
        log_odds = -1.8 - 0.05 * (months - 20) + 0.02 * (price - 50) + 0.7 * calls
        log_odds = log_odds + 1.2 * monthly - 0.04 * (used - 15)  # (count,)
    else:
        log_odds = -3 + 2.2 * (calls >= 3) + 2 * monthly * (months < 12)  # (count,)
        log_odds = log_odds + 1.8 * (price > 60) * (used < 12) + 1.0 * (age < 26)
    risk = 1 / (1 + np.exp(-log_odds))  # (count,)
    table = np.stack([months, price, calls, monthly, used, age], 1)  # (count, 6)
    table = np.c_[table, rng.normal(size=(count, noise))]  # (count, 6 + noise)
    return table, (rng.random(count) < risk).astype(int), risk


def compare(models, draw, counts, measure, seeds=3):
    """Fit several models to the same examples, for several numbers of them.

    Args:
        models: dict of callables (input, target, query, seed) to answers for the queries.
        draw: Callable (count, rng) to training inputs and targets, test inputs and targets.
        counts: sequence of int. Training examples.
        measure: Callable (target, answers) to a number.
        seeds: int. Draws of the data, and initial weights of networks.

    Returns:
        (models, counts, seeds) float.
    """
    found = np.empty((len(models), len(counts), seeds))  # (models, counts, seeds)
    for place, seed in np.ndindex(found.shape[1:]):
        x, y, query, truth = draw(counts[place], np.random.default_rng(seed))
        for row, fit in enumerate(models.values()):
            found[row, place, seed] = measure(truth, fit(x, y, query, seed))
    return found


def rotation(size, rng):
    """Draw a rotation: (size, size) float, orthogonal, uniform over all up to reflections."""
    q, r = np.linalg.qr(rng.normal(size=(size, size)))  # (size, size) twice
    return q * np.sign(np.diag(r))  # (size, size)


def network(input, target, query, hidden=64, lr=3e-3, epochs=30, decay=1.0, seed=0):
    """Train a network with one hidden layer of ReLU units, stopped where validation is best.

    A fifth of the examples is held out; AdamW takes batches of 32; after each epoch the loss on
    what is held out is measured, and the best weights answer.

    Args:
        input: (N, D) float. Training examples on comparable scales.
        target: (N,) int. Classes from 0, each of them present.
        query: (M, D) float. Examples to answer.
        hidden: int. Hidden units.
        lr: float. Learning rate.
        epochs: int. Passes over the data at most.
        decay: float. Weight decay of AdamW.
        seed: int. Seed of weights, of what is held out, and of batches.

    Returns:
        (M, C) float. Probabilities.
    """
    rng = np.random.default_rng(seed)
    held, kept = np.split(rng.permutation(len(input)), [len(input) // 5])
    params = init((input.shape[1], hidden, int(target.max()) + 1), rng)
    states = [None] * len(params)
    best, found, step = np.inf, params, 0
    for _ in range(epochs):
        order = rng.permutation(kept)  # (N,)
        for start in range(0, len(order), 32):
            rows, step = order[start : start + 32], step + 1  # (B,)
            _, grads = gradients(params, input[rows], target[rows])
            pairs = [
                adamw(param, grad, state, step, lr, weight_decay=decay)
                for param, grad, state in zip(params, grads, states, strict=True)
            ]
            params, states = [list(column) for column in zip(*pairs, strict=True)]
        loss = cross_entropy(predict(params, input[held]), target[held])
        if loss < best:
            best, found = loss, params
    return softmax(predict(found, query), 1)  # (M, C)


def orientations(images, bins=8, cells=1):
    """Describe images by hand: how strong edges are in each direction, by Sobel's filters.

    Args:
        images: (N, S, S) float.
        bins: int. Directions.
        cells: int. Parts a side over which the strengths are added up; 1 forgets all places.

    Returns:
        (N, cells * cells * bins) float. Square roots of shares, the sum of each image's shares 1.
    """
    wide = np.pad(images, ((0, 0), (1, 1), (1, 1)))  # (N, S + 2, S + 2)
    smooth = wide[:, :-2] + 2 * wide[:, 1:-1] + wide[:, 2:]  # (N, S, S + 2)
    across = smooth[:, :, 2:] - smooth[:, :, :-2]  # (N, S, S), to the right
    smooth = wide[:, :, :-2] + 2 * wide[:, :, 1:-1] + wide[:, :, 2:]  # (N, S + 2, S)
    down = smooth[:, 2:] - smooth[:, :-2]  # (N, S, S)
    strength = np.hypot(across, down)  # (N, S, S)
    turn = np.arctan2(down, across) / (2 * np.pi)  # (N, S, S), turns from -1/2 to 1/2
    number = np.rint(turn * bins).astype(int) % bins  # (N, S, S), the nearest direction
    layers = np.where(number[..., None] == np.arange(bins), strength[..., None], 0)
    rows = np.array_split(
        layers, cells, axis=1
    )  # cells times (N, about S / cells, S, bins)
    parts = [p.sum((1, 2)) for r in rows for p in np.array_split(r, cells, axis=2)]
    table = np.concatenate(parts, 1)  # (N, cells * cells * bins)
    return np.sqrt(table / np.maximum(table.sum(axis=1, keepdims=True), 1e-9))


def auc(target, score):
    """Return how often an example of class 1 gets a higher score than one of class 0.

    Args:
        target: (N,) int. 0 or 1, both present.
        score: (N,) float. Equal scores count half.

    Returns:
        float from 0 to 1: the area under the ROC curve; 0.5 is chance.
    """
    ones, zeros = score[target == 1], np.sort(score[target == 0])  # (P,), (Q,)
    below = np.searchsorted(zeros, ones, "left")  # (P,)
    through = np.searchsorted(zeros, ones, "right")  # (P,)
    return float((below + through).mean() / 2 / len(zeros))


def calibration_error(target, prob, bins=10):
    """Return by how much predicted risks miss the shares that occur, in bins of equal size.

    Args:
        target: (N,) int. 0 or 1.
        prob: (N,) float. Predicted probability of 1.
        bins: int. Groups of examples, sorted by the prediction.

    Returns:
        float. Mean over the bins of the distance between mean prediction and share of ones.
    """
    order = np.argsort(prob, kind="stable")  # (N,)
    parts = np.array_split(order, bins)
    gaps = [abs(prob[rows].mean() - target[rows].mean()) for rows in parts]
    return float(np.average(gaps, weights=[len(rows) for rows in parts]))
