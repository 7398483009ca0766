"""Small training problems: digits with a network in NumPy, and synthetic images.

Data come in as arrays or are drawn from a generator that the caller seeds.
"""

import itertools

import numpy as np

from worked.activations.relu.with_numpy import relu, relu_backward
from worked.losses.cross_entropy.with_numpy import (
    cross_entropy,
    cross_entropy_backward,
)

__all__ = ["bright_spots", "gradients", "init", "predict", "road_views", "sgd"]


def init(sizes, rng):
    """Draw weights of variance 2 / in (He) and zero biases.

    Args:
        sizes: tuple of int. Units of the inputs, the hidden layer and the output.
        rng: numpy.random.Generator.

    Returns:
        List weight1 (H, D), bias1 (H,), weight2 (C, H), bias2 (C,), all float.
    """
    params = []
    for fan_in, fan_out in itertools.pairwise(sizes):
        params.append(
            rng.normal(size=(fan_out, fan_in)) * (2 / fan_in) ** 0.5  # (out, in)
        )
        params.append(np.zeros(fan_out))  # (out,)
    return params


def predict(params, input):
    """Return the scores of a network with one hidden layer of ReLU units.

    Args:
        params: List as `init` returns it.
        input: (N, D) float.

    Returns:
        (N, C) float. Scores.
    """
    weight1, bias1, weight2, bias2 = params
    return relu(input @ weight1.T + bias1) @ weight2.T + bias2  # (N, C)


def gradients(params, input, target):
    """Run the network of `predict` forward and backward.

    Args:
        params: List as `init` returns it.
        input: (N, D) float. Examples.
        target: (N,) int. Classes.

    Returns:
        (N, C) float scores, and the gradients of the mean cross-entropy with respect to the
        parameters, as a list shaped like them.
    """
    weight1, bias1, weight2, bias2 = params
    z = input @ weight1.T + bias1  # (N, H)
    hidden = relu(z)  # (N, H)
    scores = hidden @ weight2.T + bias2  # (N, C)
    delta2 = cross_entropy_backward(1.0, scores, target)  # (N, C)
    delta1 = relu_backward(delta2 @ weight2, z)  # (N, H)
    return scores, [delta1.T @ input, delta1.sum(0), delta2.T @ hidden, delta2.sum(0)]


def sgd(params, input, target, batches, lr):
    """Train by mini-batch gradient descent on the cross-entropy, one yield a step.

    Args:
        params: List as `init` returns it; it is not changed.
        input: (N, D) float. Examples.
        target: (N,) int. Classes.
        batches: Iterable of (B,) int. Rows of each step, in their order.
        lr: float. Learning rate.

    Yields:
        The parameters after the step, and the loss before it, () float in nats.
    """
    for rows in batches:
        scores, grads = gradients(params, input[rows], target[rows])  # (B, C)
        params = [p - lr * grad for p, grad in zip(params, grads, strict=True)]
        yield params, cross_entropy(scores, target[rows])


def bright_spots(count, rng, size=16):
    """Draw X-ray-like images: clouds and a bright line in all, a round spot in half.

    The line is mostly brighter than the spot, so that neither the mean nor the brightest
    pixel tells the two kinds apart well.

    Args:
        count: int. Images.
        rng: numpy.random.Generator.
        size: int. Pixels a side.

    Returns:
        (count, 1, size, size) float images, and (count,) int, 1 where there is a spot.
    """
    row, column = np.mgrid[:size, :size]  # (S, S), (S, S)
    truth = np.arange(count) % 2  # (count,)

    def draw(low, high):
        return rng.uniform(low, high, size=(count, 1, 1))  # (count, 1, 1)

    angle, shift = draw(0, np.pi), draw(-5, 5)
    across = (row - size / 2) * np.cos(angle) + (column - size / 2) * np.sin(angle)
    line = draw(1.5, 3) * np.exp(-((across - shift) ** 2))  # (count, S, S)
    slope = draw(-1, 1) * row / size + draw(-1, 1) * column / size  # (count, S, S)
    far = (row - draw(3, size - 4)) ** 2 + (column - draw(3, size - 4)) ** 2
    spot = draw(1.5, 2.5) * np.exp(-far / (2 * 1.7**2))  # (count, S, S)
    noise = rng.normal(scale=0.6, size=(count, size, size))  # (count, S, S)
    images = slope + line + truth[:, None, None] * spot + noise  # (count, S, S)
    return images[:, None], truth


def road_views(count, rng, height=12, width=16):
    """Draw views of a road, and the steering angle that a driver would choose.

    Args:
        count: int. Views.
        rng: numpy.random.Generator.
        height: int. Pixels from the horizon down to the car.
        width: int. Pixels from left to right.

    Returns:
        (count, height, width) float views, and (count,) float angles in degrees: towards the
        middle of the road, and along its bend.
    """
    offset = rng.uniform(-3, 3, size=(count, 1, 1))  # (count, 1, 1), pixels
    bend = rng.uniform(-4, 4, size=(count, 1, 1))  # (count, 1, 1), at the horizon
    light = rng.uniform(0.6, 1.4, size=(count, 1, 1))  # (count, 1, 1)
    ahead = np.linspace(1, 0, height)[:, None]  # (height, 1), 1 at the horizon
    drift = offset * (1 - ahead) + bend * ahead**2  # (count, height, 1)
    middle = (width - 1) / 2 + drift  # (count, height, 1)
    half = 1 + 4 * (1 - ahead)  # (height, 1), the road narrows with the distance
    road = np.abs(np.arange(width) - middle) < half  # (count, height, width)
    views = light * road + rng.normal(scale=0.3, size=road.shape)
    angle = 4 * offset[:, 0, 0] + 3 * bend[:, 0, 0]  # (count,)
    return views, angle + rng.normal(size=count)  # a human hand is not exact
