"""Gradient descent on small problems, and one run watched by every rule that could end it."""

import numpy as np

from worked.experiments.normalization_runs import gradients, init, preactivations
from worked.losses.binary_cross_entropy_with_logits.with_numpy import (
    binary_cross_entropy_with_logits,
    binary_cross_entropy_with_logits_backward,
)
from worked.losses.cross_entropy.with_numpy import cross_entropy
from worked.losses.hinge_loss.with_numpy import hinge_loss, hinge_loss_backward
from worked.losses.mse_loss.with_numpy import mse_loss, mse_loss_backward

__all__ = ["LOSSES", "descend", "fit_linear", "monitor", "steps_needed"]

LOSSES = {
    "linear regression": (mse_loss, mse_loss_backward),
    "logistic regression": (
        binary_cross_entropy_with_logits,
        binary_cross_entropy_with_logits_backward,
    ),
    "support vector machine": (hinge_loss, hinge_loss_backward),
}


def descend(gradient, start, lr, steps, momentum=0.0):
    """Follow gradient descent, with heavy-ball momentum if there is any.

    Args:
        gradient: Function of a (D,) float that returns the gradient, (D,) float.
        start: (D,) float. First point.
        lr: float. Learning rate.
        steps: int. Steps.
        momentum: float. Share of the last step that is added to the next.

    Returns:
        (steps + 1, D) float. The path, the first point included.
    """
    path = np.zeros((steps + 1, len(start)))  # (steps + 1, D)
    path[0] = start
    step = np.zeros(len(start))  # (D,)
    for t in range(steps):
        step = momentum * step - lr * gradient(path[t])  # (D,)
        path[t + 1] = path[t] + step
    return path


def steps_needed(condition, tol=1e-6, momentum=False):
    """Count the steps on a quadratic with curvatures 1 and `condition` from (1, 1), at best rates.

    Args:
        condition: float. Condition number, the larger curvature.
        tol: float. Distance in both coordinates that ends the run.
        momentum: bool. Use the heavy ball with its best rate and momentum as well.

    Returns:
        int. Steps.
    """
    curvature = np.array([1.0, condition])  # (2,)
    root = condition**0.5
    lr = 4 / (1 + root) ** 2 if momentum else 2 / (1 + condition)
    share = ((root - 1) / (root + 1)) ** 2 if momentum else 0.0
    point, step, count = np.ones(2), np.zeros(2), 0
    while np.abs(point).max() > tol:
        step = share * step - lr * curvature * point  # (2,)
        point, count = point + step, count + 1
    return count


def fit_linear(model, input, target, lr, steps, decay=0.0, batch=None, seed=0):
    """Fit one weight per feature and a bias by (mini-batch) gradient descent.

    Args:
        model: str. One of `LOSSES`, which the scores are given to.
        input: (N, D) float.
        target: (N,) float. Values, classes 0 and 1, or classes -1 and 1, as the loss wants.
        lr: float. Learning rate.
        steps: int. Updates.
        decay: float. Penalty: half of it times the squared weights.
        batch: int or None. Examples of a step, drawn without replacement; None for all.
        seed: int. Seed of the draws.

    Returns:
        (D + 1,) float weights, the bias last, and (steps,) float losses over all examples.
    """
    loss, loss_backward = LOSSES[model]
    rng = np.random.default_rng(seed)
    design = np.c_[input, np.ones(len(input))]  # (N, D + 1)
    weight = np.zeros(design.shape[1])  # (D + 1,)
    losses = np.zeros(steps)  # (steps,)
    for step in range(steps):
        rows = (
            np.arange(len(input))
            if batch is None
            else rng.permutation(len(input))[:batch]
        )
        losses[step] = loss(design @ weight, target)
        grad = loss_backward(1.0, design[rows] @ weight, target[rows])  # in the scores
        grad = grad[0] if isinstance(grad, tuple) else grad  # (B,)
        weight = weight - lr * (grad @ design[rows] + decay * np.r_[weight[:-1], 0])
    return weight, losses


def monitor(train, valid, steps, lr=0.3, width=64, seed=0):
    """Train a network with one hidden layer on all examples at once, and record what one can watch.

    Args:
        train: (N, D) float and (N,) int. Training examples and classes.
        valid: (M, D) float and (M,) int. Examples that no gradient sees.
        steps: int. Updates.
        lr: float. Learning rate.
        width: int. Hidden ReLU units.
        seed: int. Seed of the initialization.

    Returns:
        Dict of (steps,) float, `"train"` and `"valid"` losses in nats, `"gradient"` norms and
        `"accuracy"` on the validation examples, all before each step; and the last parameters.
    """
    x, y = train
    params = init((x.shape[1], width, 10), np.random.default_rng(seed))
    names = ("train", "valid", "gradient", "accuracy")
    record = {name: np.zeros(steps) for name in names}  # (steps,) each
    for step in range(steps):
        record["train"][step], grads = gradients(params, x, y)
        record["gradient"][step] = sum((g**2).sum() for g in grads) ** 0.5
        scores = preactivations(params, valid[0], "plain")[-1]  # (M, C)
        record["valid"][step] = cross_entropy(scores, valid[1])
        record["accuracy"][step] = (scores.argmax(1) == valid[1]).mean()
        params = [p - lr * g for p, g in zip(params, grads, strict=True)]
    return record, params
