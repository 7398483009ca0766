"""First networks: a curve learned from noisy points, and cats told from dogs by two numbers.

The data are synthetic, so that the best possible answer is known and fresh examples are free.
"""

from collections import deque

import numpy as np

from worked.activations.sigmoid.with_numpy import sigmoid
from worked.activations.tanh.with_numpy import tanh
from worked.optimizers.adam.with_numpy import adam

__all__ = [
    "best_chance_of_dog",
    "curve",
    "error",
    "fit_curve",
    "parts_of_curve",
    "pets",
    "risks",
    "wave",
]

NOISE = 0.3  # spread of the targets around the curve; its square is the least possible error
WIDTH = 3.0  # inputs lie between minus and plus this


def curve(input):
    """Return what the targets are without noise, sin 2x.

    Args:
        input: (N,) float.

    Returns:
        (N,) float.
    """
    return np.sin(2 * input)  # (N,)


def wave(count, rng):
    """Draw points around a curve.

    Args:
        count: int. Points.
        rng: numpy.random.Generator.

    Returns:
        Inputs, uniform from -3 to 3, and targets with normal noise of spread 0.3, (count,) each.
    """
    input = rng.uniform(-WIDTH, WIDTH, size=count)  # (N,)
    return input, curve(input) + NOISE * rng.normal(size=count)


def parts_of_curve(params, input):
    """Return what each hidden unit adds to the output of a network with one input.

    Args:
        params: List weight (H,) and bias (H,) of the tanh units, then weight (H,) and bias () of
            the output.
        input: (N,) float.

    Returns:
        (N, H) float. Their sum along the last axis, plus the last bias, is the output.
    """
    weight, bias, out, _ = params
    return tanh(input[:, None] * weight + bias) * out  # (N, H)


def fit_curve(input, target, hidden=8, steps=1000, lr=0.02, seed=0):
    """Fit a network with one hidden layer of tanh units to points, by Adam on all of them.

    Each unit starts with its middle at a random place.

    Args:
        input: (N,) float.
        target: (N,) float.
        hidden: int. Hidden units.
        steps: int. Number of steps.
        lr: float. Adam's learning rate.
        seed: int. Seed of the initial weights.

    Yields:
        The parameters before the first step and after each one, as `parts_of_curve` takes them.
    """
    rng = np.random.default_rng(seed)
    weight = rng.choice([-1, 1], size=hidden) * rng.uniform(0.5, 1.5, size=hidden)
    bias = -weight * rng.uniform(-WIDTH, WIDTH, size=hidden)  # (H,)
    whole = np.r_[weight, bias, 0.3 * rng.normal(size=hidden), 0.0]  # (3H + 1,)
    state = None
    yield _apart(whole)
    for step in range(1, steps + 1):
        weight, bias, out, offset = _apart(whole)
        active = tanh(input[:, None] * weight + bias)  # (N, H)
        delta = 2 * (active @ out + offset - target) / len(input)  # (N,)
        below = delta[:, None] * out * (1 - active**2)  # (N, H)
        grad = np.r_[
            input @ below, below.sum(0), delta @ active, delta.sum()
        ]  # (3H + 1,)
        whole, state = adam(whole, grad, state, step, lr)
        yield _apart(whole)


def _apart(whole):
    *parts, offset = np.split(
        whole, [len(whole) // 3 * k for k in (1, 2, 3)]
    )  # (H,) thrice
    return [*parts, offset[0]]


def error(params, input, target):
    """Return the mean squared error of a network that `fit_curve` has fitted.

    Args:
        params: List as `fit_curve` yields it.
        input: (N,) float.
        target: (N,) float.

    Returns:
        float.
    """
    output = parts_of_curve(params, input).sum(1) + params[3]  # (N,)
    return float(((output - target) ** 2).mean())


def risks(counts, seeds=5, hidden=8, steps=1000, fresh=10_000):
    """Measure the loss on the training points and on fresh ones, by the number of points.

    Args:
        counts: Sequence of int. Numbers of training points.
        seeds: int. Data sets and networks to try for each.
        hidden: int. Hidden units.
        steps: int. Steps of each fit.
        fresh: int. Fresh points, which stand for the expected loss.

    Returns:
        (len(counts), seeds, 2) float. Mean squared errors, training and fresh.
    """
    found = np.zeros((len(counts), seeds, 2))  # (counts, seeds, 2)
    for seed in range(seeds):
        new = wave(fresh, np.random.default_rng(1000 + seed))
        for row, count in enumerate(counts):
            points = wave(count, np.random.default_rng(seed))
            (params,) = deque(fit_curve(*points, hidden, steps, seed=seed), maxlen=1)
            found[row, seed] = error(params, *points), error(params, *new)
    return found


def pets(count, rng):
    """Draw shoulder height and ear length of cats and dogs, in equal numbers.

    Cats resemble each other, dogs come in all sizes, and ears grow with the dog. The numbers are
    invented.

    Args:
        count: int. Animals.
        rng: numpy.random.Generator.

    Returns:
        (count, 2) float, height and ear length in cm, and (count,) int, 1 for a dog.
    """
    dog = np.arange(count) % 2  # (N,)
    height = np.where(
        dog, rng.uniform(14, 70, size=count), rng.normal(25, 3, size=count)
    )  # (N,)
    middle = np.where(dog, 3 + height / 8, 7.0)  # (N,)
    ear = rng.normal(middle, np.where(dog, 2.0, 1.0))  # (N,)
    return np.stack([height, ear], axis=1), dog  # (N, 2), (N,)


def best_chance_of_dog(animals):
    """Return how probable a dog is by the rule that drew the animals, Bayes' theorem.

    Args:
        animals: (N, 2) float. Height and ear length in cm.

    Returns:
        (N,) float.
    """
    height, ear = animals.T  # (N,), (N,)
    cat = -np.log(3.0) - (height - 25) ** 2 / 18 - (ear - 7) ** 2 / 2  # (N,)
    dog = -np.log(56 * 2.0) - (ear - 3 - height / 8) ** 2 / 8  # (N,)
    dog += 0.5 * np.log(2 * np.pi)  # one normal density against the cat's two
    dog = np.where((height >= 14) & (height <= 70), dog, -np.inf)  # (N,)
    return sigmoid(dog - cat)
