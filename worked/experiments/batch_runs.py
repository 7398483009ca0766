"""Runs that show what the size of a batch changes, on the digits and on a line through points.

The network is that of `gradients/minibatch_noise`: one hidden layer of tanh, and cross-entropy.
"""

import itertools

import numpy as np

from worked.losses.cross_entropy.with_numpy import (
    cross_entropy,
    cross_entropy_backward,
)

__all__ = [
    "best_updates",
    "descend",
    "gradients",
    "init",
    "line",
    "line_path",
    "network_loss",
    "orders",
    "predict",
    "updates_until",
]


def init(sizes, seed):
    """Draw weights of variance 1 / in and zero biases.

    Args:
        sizes: (int, int, int). Units of the inputs, the hidden layer and the output.
        seed: int. Seed of the draw.

    Returns:
        List weight1 (H, D), bias1 (H,), weight2 (C, H), bias2 (C,), all float.
    """
    rng = np.random.default_rng(seed)
    params = []
    for fan_in, fan_out in itertools.pairwise(sizes):
        params.append(rng.normal(size=(fan_out, fan_in)) * fan_in**-0.5)  # (out, in)
        params.append(np.zeros(fan_out))  # (out,)
    return params


def predict(params, input):
    """Return the scores of the network.

    Args:
        params: List as `init` returns it.
        input: (N, D) float.

    Returns:
        (N, C) float. Scores.
    """
    weight1, bias1, weight2, bias2 = params
    return np.tanh(input @ weight1.T + bias1) @ weight2.T + bias2  # (N, C)


def network_loss(params, input, target):
    """Return the mean cross-entropy.

    Args:
        params: List as `init` returns it.
        input: (N, D) float.
        target: (N,) int. Classes.

    Returns:
        () float. Nats.
    """
    return cross_entropy(predict(params, input), target)


def gradients(params, input, target):
    """Return the gradient of the mean cross-entropy in the parameters.

    Args:
        params: List as `init` returns it.
        input: (N, D) float.
        target: (N,) int. Classes.

    Returns:
        List of four arrays, shaped as `params`.
    """
    weight1, bias1, weight2, bias2 = params
    hidden = np.tanh(input @ weight1.T + bias1)  # (N, H)
    delta2 = cross_entropy_backward(1.0, hidden @ weight2.T + bias2, target)  # (N, C)
    delta1 = (delta2 @ weight2) * (1 - hidden * hidden)  # (N, H)
    return [delta1.T @ input, delta1.sum(0), delta2.T @ hidden, delta2.sum(0)]


def orders(count, batch_size, seed, replacement=False):
    """Yield the rows of each batch, epoch after epoch, without end.

    Args:
        count: int. Examples.
        batch_size: int. Rows of a batch; what is left at the end of an epoch is dropped.
        seed: int. Seed of the orders.
        replacement: bool. Draw each batch anew instead of shuffling once an epoch.

    Yields:
        (B,) int.
    """
    rng = np.random.default_rng(seed)
    while True:
        order = rng.permutation(count)  # (N,)
        for start in range(0, count - batch_size + 1, batch_size):
            if replacement:
                yield rng.integers(count, size=batch_size)  # (B,)
            else:
                yield order[start : start + batch_size]  # (B,)


def descend(params, input, target, batches, lr):
    """Step against the gradient of each batch, and yield the parameters after each step.

    Args:
        params: List as `init` returns it; it is not changed.
        input: (N, D) float. Examples.
        target: (N,) int. Classes.
        batches: Iterable of (B,) int. Rows of each step.
        lr: float. Learning rate.

    Yields:
        List shaped as `params`.
    """
    for rows in batches:
        grads = gradients(params, input[rows], target[rows])
        params = [p - lr * grad for p, grad in zip(params, grads, strict=True)]
        yield params


def updates_until(input, target, batch_size, lr, aim, seed=0, most=20_000, hidden=32):
    """Count the updates until the loss over all examples is at most `aim`.

    The loss is looked at after 1, 2, 3, ... updates, and later each time their number has grown
    by a twentieth.

    Args:
        input: (N, D) float. Examples.
        target: (N,) int. Classes.
        batch_size: int. Examples of a batch.
        lr: float. Learning rate.
        aim: float. Loss to be reached, nats.
        seed: int. Seed of the weights and of the orders.
        most: int. Updates after which the run is given up.
        hidden: int. Units of the hidden layer.

    Returns:
        float. Updates; infinite if the aim was not reached.
    """
    params = init((input.shape[1], hidden, int(target.max()) + 1), seed)
    batches = orders(len(input), batch_size, seed + 1)
    look = 1
    for step, found in enumerate(descend(params, input, target, batches, lr), 1):
        if step == look:
            if network_loss(found, input, target) <= aim:
                return float(step)
            look += max(1, look // 20)
        if step >= most:
            break
    return np.inf


def best_updates(
    input, target, batch_size, rates, aim, guess, seeds=(0, 1, 2), most=20_000
):
    """Return the fewest updates over a grid of learning rates, and the rate that needs them.

    Args:
        input: (N, D) float. Examples.
        target: (N,) int. Classes.
        batch_size: int. Examples of a batch.
        rates: Sequence of float. Learning rates, all of them tried.
        aim: float. Loss to be reached, nats.
        guess: float. Rate whose neighbors are tried first, because a run is given up once it has
            made more updates than the best one; it does not change the answer.
        seeds: Sequence of int. The slowest of them counts.
        most: int. Updates after which a run is given up in any case.

    Returns:
        float and float. Updates, and the rate; infinite and NaN if no rate reaches the aim.
    """
    best, chosen = np.inf, np.nan
    for lr in sorted(rates, key=lambda lr: abs(lr - guess) / (lr + guess)):
        slowest = 0.0
        for seed in seeds:
            limit = min(best, most)
            found = updates_until(input, target, batch_size, lr, aim, seed, limit)
            slowest = max(slowest, found)
            if np.isinf(slowest):
                break
        if slowest < best:
            best, chosen = slowest, lr
    return best, chosen


def line(count=64, seed=0):
    """Draw points around a line, for a squared error with two weights.

    Args:
        count: int. Points.
        seed: int. Seed of the draw.

    Returns:
        (count, 2) float inputs, the second column ones, and (count,) float targets.
    """
    rng = np.random.default_rng(seed)
    x = rng.normal(0.8, 1, size=count)  # (count,)
    y = 1.5 * x - 1 + rng.normal(size=count)  # (count,)
    return np.stack([x, np.ones(count)], 1), y


def line_path(input, target, batch_size, lr, epochs, start, seed=0):
    """Descend on half the mean squared error of a linear model.

    Args:
        input: (N, 2) float.
        target: (N,) float.
        batch_size: int. A divisor of N.
        lr: float. Learning rate.
        epochs: int. Passes over all points.
        start: (2,) float. First weights.
        seed: int. Seed of the orders.

    Returns:
        (epochs * N / B + 1, 2) float. Weights before the first update and after each.
    """
    path = [np.asarray(start, float)]
    steps = epochs * (len(input) // batch_size)
    for rows in itertools.islice(orders(len(input), batch_size, seed), steps):
        error = input[rows] @ path[-1] - target[rows]  # (B,)
        path.append(path[-1] - lr * error @ input[rows] / len(rows))  # (2,)
    return np.array(path)
