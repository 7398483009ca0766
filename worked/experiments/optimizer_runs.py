"""Optimizers on small problems: quadratics, a curved valley, digits, and constructed cases.

Each run starts from the same arrays for every optimizer; data come in as arrays.
"""

import inspect

import numpy as np

from worked.activations.relu.with_numpy import relu, relu_backward
from worked.losses.cross_entropy.with_numpy import (
    cross_entropy,
    cross_entropy_backward,
)
from worked.optimizers.adadelta.with_numpy import adadelta
from worked.optimizers.adagrad.with_numpy import adagrad
from worked.optimizers.adam.with_numpy import adam
from worked.optimizers.adamw.with_numpy import adamw
from worked.optimizers.lion.with_numpy import lion
from worked.optimizers.rmsprop.with_numpy import rmsprop
from worked.optimizers.sgd.with_numpy import sgd

__all__ = [
    "OPTIMIZERS",
    "descend",
    "misleading_examples",
    "steps_until",
    "train",
    "valley",
    "valley_gradient",
]

# By the name on a page: the function, and the options that make it what the name says.
OPTIMIZERS = {
    "SGD": (sgd, {}),
    "momentum": (sgd, {"momentum": 0.9}),
    "Nesterov": (sgd, {"momentum": 0.9, "nesterov": True}),
    "AdaGrad": (adagrad, {}),
    "AdaDelta": (adadelta, {}),
    "RMSprop": (rmsprop, {}),
    "Adam": (adam, {}),
    "AdamW": (adamw, {}),
    "Lion": (lion, {}),
}


def descend(name, gradient, start, steps, **options):
    """Return the path of an optimizer that sees the exact gradient.

    Args:
        name: str. One of `OPTIMIZERS`.
        gradient: Callable from parameters (*) to their gradient (*).
        start: (*) float. First parameters.
        steps: int. Steps.
        **options: The optimizer's, such as `lr`; they win over those of `OPTIMIZERS`.

    Returns:
        (steps + 1, *) float. The parameters from the start on.
    """
    step, given = _stepper(name, options)
    path, state = [np.asarray(start, float)], None
    for count in range(1, steps + 1):
        moved, state = step(path[-1], gradient(path[-1]), state, count, given)
        path.append(moved)
    return np.array(path)


def steps_until(path, bound):
    """Return the first step from which on all parameters stay within a bound of zero.

    Args:
        path: (steps + 1, D) float. Parameters from the start on.
        bound: float. Largest absolute value that counts as arrived.

    Returns:
        int. Number of the step, or -1 if the path never stays within the bound.
    """
    outside = np.flatnonzero(np.abs(path).max(-1) >= bound)  # (k,)
    last = outside[-1] if outside.size else -1
    return -1 if last == len(path) - 1 else int(last + 1)


def valley(points):
    """Return the loss of a curved, narrow valley with its minimum 0 at (1, 1).

    Args:
        points: (*, 2) float. Both parameters.

    Returns:
        (*) float. Rosenbrock's function with the factor 10 instead of 100.
    """
    x, y = points[..., 0], points[..., 1]  # (*), (*)
    return (1 - x) ** 2 + 10 * (y - x**2) ** 2


def valley_gradient(points):
    """Return the gradient of `valley`, (*, 2) float."""
    x, y = points[..., 0], points[..., 1]  # (*), (*)
    across = y - x**2  # (*)
    return np.stack([-2 * (1 - x) - 40 * x * across, 20 * across], axis=-1)  # (*, 2)


def train(name, params, input, target, batches, **options):
    """Train a network with one hidden layer of ReLU units on the cross-entropy.

    Args:
        name: str. One of `OPTIMIZERS`.
        params: List weight1 (H, D), bias1 (H,), weight2 (C, H), bias2 (C,); it is not changed.
        input: (N, D) float. Examples.
        target: (N,) int. Classes.
        batches: (steps, B) int. Rows of each step.
        **options: The optimizer's, such as `lr`.

    Returns:
        The parameters after the last step, and (steps,) float, the loss before each, in nats.
    """
    step, given = _stepper(name, options)
    shapes = [param.shape for param in params]
    ends = np.cumsum([param.size for param in params])[:-1]
    # One vector of all parameters: these optimizers work on each number alone.
    vector, state = np.concatenate([param.ravel() for param in params]), None
    losses = []
    for count, rows in enumerate(batches, 1):
        weight1, bias1, weight2, bias2 = _parts(vector, ends, shapes)
        x = input[rows]  # (B, D)
        z = x @ weight1.T + bias1  # (B, H)
        hidden = relu(z)  # (B, H)
        scores = hidden @ weight2.T + bias2  # (B, C)
        delta2 = cross_entropy_backward(1.0, scores, target[rows])  # (B, C)
        delta1 = relu_backward(delta2 @ weight2, z)  # (B, H)
        grads = delta1.T @ x, delta1.sum(0), delta2.T @ hidden, delta2.sum(0)
        slope = np.concatenate([grad.ravel() for grad in grads])  # (P,)
        vector, state = step(vector, slope, state, count, given)  # (P,)
        losses.append(cross_entropy(scores, target[rows]))
    return _parts(vector, ends, shapes), np.array(losses)


def _parts(vector, ends, shapes):
    pieces = np.split(vector, ends)
    return [piece.reshape(shape) for piece, shape in zip(pieces, shapes, strict=True)]


def misleading_examples(count, rng, share=0.6):
    """Draw the examples of Wilson et al. on which adaptive optimizers learn the wrong thing.

    The first number of an example is its label, the next two are always one, and then come
    numbers that no other example has: one of them for a positive label, five for a negative.

    Args:
        count: int. Examples.
        rng: numpy.random.Generator.
        share: float. Probability of a positive label, above a half.

    Returns:
        (count, 3 + 5 count) float examples, and (count,) float labels, -1 or +1.
    """
    label = np.where(rng.uniform(size=count) < share, 1.0, -1.0)  # (count,)
    examples = np.zeros((count, 3 + 5 * count))
    examples[:, 0] = label
    examples[:, 1:3] = 1
    for row, sign in enumerate(label):
        own = 3 + 5 * row
        examples[row, own : own + (1 if sign > 0 else 5)] = 1
    return examples, label


def _stepper(name, options):
    # One call for all: some optimizers take the number of the step.
    function, fixed = OPTIMIZERS[name]
    counts = "step" in inspect.signature(function).parameters

    def step(param, grad, state, count, given):
        extra = {"step": count} if counts else {}
        return function(param, grad, state, **extra, **given)

    return step, {**fixed, **options}
