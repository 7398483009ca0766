"""Runs that show what a loss does to a fit: outliers, separable data, surrogates, triplets."""

import numpy as np

from worked.losses.binary_cross_entropy_with_logits.with_numpy import (
    binary_cross_entropy_with_logits,
    binary_cross_entropy_with_logits_backward,
)
from worked.losses.huber_loss.with_numpy import huber_loss_backward
from worked.losses.l1_loss.with_numpy import l1_loss_backward
from worked.losses.mse_loss.with_numpy import mse_loss_backward
from worked.losses.triplet_margin_loss.with_numpy import (
    triplet_margin_loss,
    triplet_margin_loss_backward,
)

BACKWARD = {
    "squared": mse_loss_backward,
    "huber": huber_loss_backward,
    "absolute": l1_loss_backward,
}


def line_fits(seed, share=0.1, count=100, steps=200):
    """Fit the line y = 2x with three losses, when some targets are off by 20.

    Args:
        seed: int. Seed of inputs, noise (spread 0.5) and of which targets are off.
        share: float. Share of targets that are off.
        count: int. Number of points.
        steps: int. Gradient steps; the rate falls to zero, since L1 has slopes of one size.

    Returns:
        dict from "squared", "huber" and "absolute" to () float, the root of the mean squared
        distance between the fitted line and the true one at the inputs.
    """
    rng = np.random.default_rng(seed)
    x = np.stack([np.ones(count), rng.uniform(-1, 1, count)], axis=1)  # (N, 2)
    truth = x @ np.array([0.0, 2.0])  # (N,)
    y = truth + 0.5 * rng.normal(size=count)  # (N,)
    y[rng.permutation(count)[: round(share * count)]] += 20
    errors = {}
    for name, backward in BACKWARD.items():
        weights = np.zeros(2)  # (2,)
        for step in range(steps):
            grad, _ = backward(1.0, x @ weights, y)  # (N,)
            weights = weights - 0.4 * (1 - step / steps) * grad @ x  # (2,)
        errors[name] = np.sqrt(np.mean((x @ weights - truth) ** 2))
    return errors


def separable_run(steps):
    """Run gradient descent on binary cross-entropy for data that a line separates.

    Two positives, (1, 0) and (3, 4), and their mirror images as negatives: the direction of the
    widest margin is (1, 0), that of the first gradient points to the middle of both.

    Args:
        steps: int. Gradient steps at rate 0.5 from zero.

    Returns:
        (steps, 2) float. Weights after every step.
    """
    points = np.array([[1.0, 0.0], [3.0, 4.0], [-1.0, 0.0], [-3.0, -4.0]])  # (4, 2)
    label = np.array([1.0, 1.0, 0.0, 0.0])  # (4,)
    path = np.zeros((steps, 2))  # (steps, 2)
    weights = np.zeros(2)  # (2,)
    for step in range(steps):
        prob = 1 / (1 + np.exp(-points @ weights))  # (4,)
        weights = weights - 0.5 * (prob - label) @ points / 4  # (2,)
        path[step] = weights
    return path


def surrogate_run(seed, count=200, steps=100):
    """Train a linear classifier on binary cross-entropy and watch the share of errors.

    Two clouds of spread 1, centers 3 apart, in 2 dimensions; the first weights are random.

    Args:
        seed: int. Seed of the clouds and of the first weights.
        count: int. Number of points.
        steps: int. Gradient steps at rate 0.5.

    Returns:
        Two (steps + 1,) float: loss, and share of points on the wrong side.
    """
    rng = np.random.default_rng(seed)
    label = np.arange(count) % 2.0  # (N,)
    x = rng.normal(size=(count, 2))  # (N, 2)
    x[:, 0] += 3 * label - 1.5
    weights = rng.normal(size=2)  # (2,)
    losses, errors = np.zeros((2, steps + 1))  # (steps + 1,), (steps + 1,)
    for step in range(steps + 1):
        z = x @ weights  # (N,)
        losses[step] = binary_cross_entropy_with_logits(z, label)
        errors[step] = np.mean((z > 0) != label)
        grad, _ = binary_cross_entropy_with_logits_backward(1.0, z, label)  # (N,)
        weights = weights - 0.5 * grad @ x  # (2,)
    return losses, errors


def triplet_run(seed, classes=3, each=20, steps=300):
    """Move free points in the plane by triplet loss with random triplets.

    Args:
        seed: int. Seed of the points and of the triplets.
        classes: int. Number of classes.
        each: int. Points of a class.
        steps: int. Gradient steps, each on one random triplet per point.

    Returns:
        (N, 2) float points before, (N, 2) float points after, (N,) int classes, and (steps,)
        float share of the triplets that still violate the margin.
    """
    rng = np.random.default_rng(seed)
    label = np.repeat(np.arange(classes), each)  # (N,)
    start = rng.normal(size=(classes * each, 2))  # (N, 2)
    points = start.copy()  # (N, 2)
    active = np.zeros(steps)  # (steps,)
    same = label[:, None] == label  # (N, N)
    for step in range(steps):
        draw = rng.uniform(size=same.shape)  # (N, N)
        match = np.where(same & ~np.eye(len(label), dtype=bool), draw, -1).argmax(1)
        stranger = np.where(same, -1, draw).argmax(1)  # (N,)
        triplet = points, points[match], points[stranger]  # three of (N, 2)
        active[step] = np.mean(triplet_margin_loss(*triplet, reduction="none") > 0)
        grads = triplet_margin_loss_backward(1.0, *triplet, reduction="sum")
        move = grads[0].copy()  # (N, 2)
        np.add.at(move, match, grads[1])  # a point may be the match of several
        np.add.at(move, stranger, grads[2])
        points = points - 0.05 * move  # (N, 2)
    return start, points, label, active
