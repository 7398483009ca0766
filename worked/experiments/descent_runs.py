"""Gradient descent on small problems, and one run watched by every rule that could end it."""

import numpy as np

from worked.experiments.normalization_runs import gradients, init, preactivations
from worked.losses.cross_entropy.with_numpy import cross_entropy
from worked.losses.mse_loss.with_numpy import mse_loss, mse_loss_backward

__all__ = ["descend", "fit_linear", "monitor", "steps_needed"]


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


def fit_linear(input, target, lr, steps, batch=None, seed=0):
    """Fit a linear regression by (mini-batch) gradient descent on the mean squared error.

    Args:
        input: (N, D) float.
        target: (N,) float.
        lr: float. Learning rate.
        steps: int. Updates.
        batch: int or None. Examples of a step, drawn without replacement; None for all.
        seed: int. Seed of the draws.

    Returns:
        (D + 1,) float weights, the bias last, and (steps,) float losses over all examples.
    """
    rng = np.random.default_rng(seed)
    design = np.c_[input, np.ones(len(input))]  # (N, D + 1)
    weight = np.zeros(design.shape[1])  # (D + 1,)
    losses = np.zeros(steps)  # (steps,)
    rows = np.arange(len(input))  # (N,)
    for step in range(steps):
        if batch is not None:
            rows = rng.permutation(len(input))[:batch]  # (B,)
        losses[step] = mse_loss(design @ weight, target)
        grad = mse_loss_backward(1.0, design[rows] @ weight, target[rows])[0]  # (B,)
        weight = weight - lr * (grad @ design[rows])  # (D + 1,)
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
