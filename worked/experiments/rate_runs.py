"""Runs at several learning rates: curvature on the way, schedules, the floor that noise sets."""

import numpy as np

from worked.experiments.activation_runs import backward, forward, init
from worked.losses.cross_entropy.with_numpy import cross_entropy, cross_entropy_backward

__all__ = [
    "at_the_edge",
    "classifier",
    "descend",
    "fit",
    "loss_and_gradient",
    "sharpness",
    "single_examples",
]


def classifier(seed, hidden=(32,), gain=1.0, inputs=64, classes=10):
    """Draw a network: hidden layers of the given gain, an output layer of gain 1.

    Args:
        seed: int. Seed of the weights.
        hidden: tuple of int. Units of the hidden layers.
        gain: float. Gain of the hidden layers, as in `init`.
        inputs: int. Inputs.
        classes: int. Outputs.

    Returns:
        List of (weight, bias).
    """
    rng = np.random.default_rng(seed)
    params = init((inputs, *hidden), gain, rng)
    return params + init((hidden[-1], classes), 1.0, rng)


def loss_and_gradient(params, input, target, activation="tanh", loss="cross-entropy"):
    """Return the loss of a batch and its gradient.

    Args:
        params: List of (weight, bias).
        input: (N, D) float.
        target: (N,) int. Classes.
        activation: str. Key of `activation_runs.FUNCTIONS`, of the hidden layers.
        loss: `"cross-entropy"`, or `"squares"`: half the squared distance to the one-hot target,
            mean over the examples.

    Returns:
        () float, and a list of pairs shaped as the parameters.
    """
    pre, post = forward(params, input, activation)
    scores = post[-1]  # (N, C)
    if loss == "squares":
        error = scores - np.eye(scores.shape[1])[target]  # (N, C)
        value, grad = 0.5 * (error**2).sum(1).mean(), error / len(error)
    else:
        value = cross_entropy(scores, target)
        grad = cross_entropy_backward(1.0, scores, target)  # (N, C)
    return value, backward(params, pre, post, grad, activation)[0]


def _moved(params, direction, length):
    return [
        (weight + length * d_weight, bias + length * d_bias)
        for (weight, bias), (d_weight, d_bias) in zip(params, direction, strict=True)
    ]


def _dot(one, two):
    return sum(
        np.vdot(a, b)
        for left, right in zip(one, two, strict=True)
        for a, b in zip(left, right, strict=True)
    )


def sharpness(params, input, target, *, steps=30, start=None, **network):
    """Estimate the eigenvalue of largest size of the loss's Hessian by power iteration.

    The Hessian times a vector is a central difference of the gradient along it. Near the paths of
    training that eigenvalue is positive; far from them it may be another one.

    Args:
        params: List of (weight, bias).
        input: (N, D) float.
        target: (N,) int.
        steps: int. Iterations.
        start: The vector that an earlier call returned, close to this point; None for a random one.
        network: Activation and loss, as in `loss_and_gradient`.

    Returns:
        () float, and the vector, shaped as the parameters.
    """
    if start is None:
        rng = np.random.default_rng(0)
        start = [
            (rng.normal(size=w.shape), rng.normal(size=b.shape)) for w, b in params
        ]
    vector, value, tiny = start, 0.0, 1e-5
    for _ in range(steps):
        vector = _moved([(0, 0)] * len(params), vector, _dot(vector, vector) ** -0.5)
        sides = [
            loss_and_gradient(_moved(params, vector, way), input, target, **network)[1]
            for way in (tiny, -tiny)
        ]
        turned = _moved(sides[0], sides[1], -1.0)
        turned = _moved([(0, 0)] * len(params), turned, 0.5 / tiny)
        value, vector = _dot(vector, turned), turned
    return value, vector


def descend(params, input, target, lr, steps, **network):
    """Run gradient descent on all examples at one rate.

    Args:
        params: List of (weight, bias) at the start.
        input: (N, D) float.
        target: (N,) int.
        lr: float. Learning rate.
        steps: int. Steps.
        network: Activation and loss, as in `loss_and_gradient`.

    Returns:
        The parameters at the end, and the losses before each step, (steps,) float.
    """
    losses = np.zeros(steps)  # (steps,)
    for step in range(steps):
        losses[step], grads = loss_and_gradient(params, input, target, **network)
        params = _moved(params, grads, -lr)
    return params, losses


def at_the_edge(params, input, target, lr, steps, every=10, **network):
    """Run gradient descent on all examples at one rate, and measure the sharpness on the way.

    Args:
        params: List of (weight, bias) at the start.
        input: (N, D) float.
        target: (N,) int.
        lr: float. Learning rate.
        steps: int. Steps, a multiple of `every`.
        every: int. Steps between two measurements.
        network: Activation and loss, as in `loss_and_gradient`.

    Returns:
        (steps,) float losses before each step, and (steps / every,) float sharpnesses.
    """
    losses, found, vector = [], [], None
    for _ in range(0, steps, every):
        rounds = 30 if vector is None else 8
        value, vector = sharpness(
            params, input, target, steps=rounds, start=vector, **network
        )
        found.append(value)
        params, part = descend(params, input, target, lr, every, **network)
        losses.append(part)
    return np.concatenate(losses), np.array(found)


def fit(params, input, target, rates, batch=32, seed=0, activation="relu"):
    """Train by mini-batches on cross-entropy, one learning rate a step.

    Args:
        params: List of (weight, bias) at the start.
        input: (N, D) float.
        target: (N,) int.
        rates: (T,) float. Learning rate of each step.
        batch: int. Examples of a step; an incomplete batch at the end of an epoch is left out.
        seed: int. Seed of the order of the examples.
        activation: str. Of the hidden layers.

    Returns:
        The parameters at the end, and the loss of each step's batch before it, (T,) float. A run
        that leaves the range of numbers ends in NaN.

    Raises:
        ValueError: If a batch holds more than all examples.
    """
    if batch > len(input):
        raise ValueError(f"batch: wanted at most {len(input)} examples, got {batch}")
    rng = np.random.default_rng(seed)
    losses, rows = np.full(len(rates), np.nan), np.zeros((0, batch), int)
    with np.errstate(over="ignore", invalid="ignore"):
        for step, lr in enumerate(rates):
            if not len(rows):
                count = len(input) // batch
                rows = rng.permutation(len(input))[: count * batch].reshape(
                    count, batch
                )
            x, y, rows = input[rows[0]], target[rows[0]], rows[1:]
            losses[step], grads = loss_and_gradient(params, x, y, activation)
            params = _moved(params, grads, -lr)
            if not np.isfinite(losses[step]):
                break
    return params, losses


def single_examples(rates, seed=0, count=1000):
    """Run SGD with one example a step on a linear regression with noise.

    Five inputs and the noise (spread 0.5) are normal; the weights start at zero.

    Args:
        rates: (T,) float. Learning rate of each step.
        seed: int. Seed of the data and of the draws.
        count: int. Number of examples.

    Returns:
        (T,) float. Distance of the weights from the least-squares solution after each step.
    """
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(count, 5))  # (N, 5)
    y = x @ rng.normal(size=5) + 0.5 * rng.normal(size=count)  # (N,)
    best = np.linalg.lstsq(x, y)[0]  # (5,)
    weights, path = np.zeros(5), np.zeros((len(rates), 5))
    for step, (lr, n) in enumerate(
        zip(rates, rng.integers(count, size=len(rates)), strict=True)
    ):
        weights = weights - lr * (x[n] @ weights - y[n]) * x[n]  # (5,)
        path[step] = weights
    return np.linalg.norm(path - best, axis=1)
