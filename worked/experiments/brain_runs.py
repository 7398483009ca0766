"""What networks are compared with brains by: other feedback, few examples, other light."""

import numpy as np

from worked.activations.tanh.with_numpy import tanh, tanh_backward
from worked.autograd.feedback_alignment.with_numpy import (
    feedback_alignment,
    feedback_alignment_backward,
)
from worked.experiments.activation_runs import forward, init
from worked.experiments.architecture_runs import placed
from worked.experiments.input_runs import train
from worked.losses.cross_entropy.with_numpy import cross_entropy_backward

__all__ = [
    "KINDS",
    "align",
    "center_surround",
    "changed_light",
    "few_shot",
    "forget",
    "labeled",
]

KINDS = ("backpropagation", "random feedback", "last layer only")


def align(input, target, test, kind, hidden=(32,), lr=0.1, epochs=10, batch=32, seed=0):
    """Train a tanh network and watch the angle between its steps and the gradient.

    Args:
        input: (N, D) float.
        target: (N,) int.
        test: Pair of (M, D) float and (M,) int.
        kind: str. One of `KINDS`: what sends the error back.
        hidden: tuple of int. Units of the hidden layers.
        lr: float. Learning rate.
        epochs: int. Passes over the data.
        batch: int. Examples per step.
        seed: int. Fixes the initial weights, the feedback and the order of the examples.

    Returns:
        Accuracy on the test data and the angle in degrees of the first layer's step to its
        gradient on all training data, before the first and after each epoch: two
        (epochs + 1,) float, the angles NaN where the layer gets no step.
    """
    rng = np.random.default_rng(seed)
    sizes = (input.shape[1], *hidden, int(target.max()) + 1)
    params, feedback = init(sizes, 1.0, rng), [w for w, _ in init(sizes, 1.0, rng)]
    right, angles = np.empty(epochs + 1), np.full(epochs + 1, np.nan)
    for epoch in range(epochs + 1):
        scores = _run(params, test[0])[-1]
        right[epoch] = (scores.argmax(1) == test[1]).mean()
        if kind != "last layer only":
            true = _steps(params, input, target)[0][0]  # (H, D)
            other = feedback if kind == "random feedback" else None
            step = _steps(params, input, target, other)[0][0]  # (H, D)
            cosine = np.vdot(step, true) / np.linalg.norm(step) / np.linalg.norm(true)
            angles[epoch] = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
        order = rng.permutation(len(input))  # (N,)
        for start in range(0, len(input) if epoch < epochs else 0, batch):
            rows = order[start : start + batch]  # (batch,)
            other = feedback if kind == "random feedback" else None
            steps = _steps(params, input[rows], target[rows], other)
            if kind == "last layer only":
                steps = [(0, 0)] * len(hidden) + steps[-1:]
            params = [
                (w - lr * dw, b - lr * db)
                for (w, b), (dw, db) in zip(params, steps, strict=True)
            ]
    return right, angles


def _run(params, input):
    # The input, the activations of the hidden layers, the scores.
    outputs = [input]
    for weight, bias in params[:-1]:
        outputs.append(tanh(outputs[-1] @ weight.T + bias))
    weight, bias = params[-1]
    return [*outputs, feedback_alignment(outputs[-1], weight, bias, weight)]


def _steps(params, input, target, feedback=None):
    # What each layer takes for its gradient; backpropagation's where no feedback is given.
    outputs = _run(params, input)
    delta = cross_entropy_backward(1.0, outputs[-1], target)  # (N, C)
    steps = []
    for layer in reversed(range(len(params))):
        weight, bias = params[layer]
        back = weight if feedback is None else feedback[layer]  # (out, in)
        arriving, *own = feedback_alignment_backward(
            delta, outputs[layer], weight, bias, back
        )
        steps.insert(0, tuple(own))
        if layer:
            below_weight, below_bias = params[layer - 1]
            pre = outputs[layer - 1] @ below_weight.T + below_bias  # (N, in)
            delta = tanh_backward(arriving, pre)  # (N, in)
    return steps


def labeled(input, target, test, count, seed, hidden=64, looks=24_000):
    """Train a fresh network on a few labeled examples, an equal number of each class.

    Args:
        input: (N, D) float. Pool that the examples are taken from.
        target: (N,) int.
        test: Pair of (M, D) float and (M,) int.
        count: int. Examples of each class.
        seed: int. Seed of the choice, the weights and the order.
        hidden: int. Hidden units.
        looks: int. Times that any example is shown, whatever the count.

    Returns:
        float. Accuracy on the test data.
    """
    rng = np.random.default_rng(seed)
    rows = _of_each(target, count, rng)  # (C count,)
    params = train(
        input[rows],
        target[rows],
        "multi-class",
        int(target.max()) + 1,
        hidden=(hidden,),
        epochs=max(looks // len(rows), 1),
        seed=seed,
    )
    scores = forward(params, test[0], "relu")[1][-1]  # (M, C)
    return float((scores.argmax(1) == test[1]).mean())


def few_shot(images, target, known, count, seed, room=0, epochs=12, tries=10):
    """Learn features on some classes, then recognize others from a few examples of each.

    An unseen example is given the class whose few examples have the nearest mean.

    Args:
        images: (N, 8, 8) float.
        target: (N,) int.
        known: set of int. Classes that the features are learned on, each example at four places.
        count: int. Examples of each other class.
        seed: int. Seed of everything.
        room: int. Pixels that the canvas is wider than an image, which lies anywhere in it.
        epochs: int. Passes over the examples of the known classes.
        tries: int. Choices of the few examples.

    Returns:
        dict of float: mean accuracy on the other classes with the pixels as they are, with
        features of a network that was not trained, and with learned ones.
    """
    rng = np.random.default_rng(seed)
    old, names = np.isin(target, list(known)), sorted(known)  # (N,)
    side = images.shape[1] + room

    def anywhere(rows):
        return placed(images[rows], rng, side).reshape(-1, side**2)  # (n, D)

    lessons = np.concatenate([anywhere(old) for _ in range(4)])  # (4 n, D)
    label = np.tile(np.searchsorted(names, target[old]), 4)  # (4 n,)
    new, classes = anywhere(~old), target[~old]  # (m, D), (m,)
    spaces = {"pixels": new}
    for name, passes in (("random features", 0), ("learned features", epochs)):
        options = {"hidden": (128, 64), "epochs": passes, "seed": seed}
        params = train(lessons, label, "multi-class", len(names), **options)
        spaces[name] = forward(params, new, "relu")[1][-2]  # (m, 64)
    right = {name: [] for name in spaces}
    for _ in range(tries):
        rows = _of_each(classes, count, rng)
        rest = np.setdiff1d(np.arange(len(new)), rows)  # (m - n,)
        for name, points in spaces.items():
            answer = _nearest_mean(points[rows], classes[rows], points[rest])
            right[name].append((answer == classes[rest]).mean())
    return {name: float(np.mean(values)) for name, values in right.items()}


def forget(input, target, test, first, seed, epochs=20, hidden=64):
    """Train on some classes, then on the others alone, and test on the first ones.

    Args:
        input: (N, D) float.
        target: (N,) int.
        test: Pair of (M, D) float and (M,) int.
        first: set of int. Classes of the first lesson.
        seed: int.
        epochs: int. Passes of each lesson.
        hidden: int. Hidden units.

    Returns:
        (3,) float. Accuracy on the first classes after their lesson, after the other one, and
        after both lessons mixed, for as many passes.
    """
    old, new = (np.isin(target, list(first)) ^ flip for flip in (False, True))
    asked = np.isin(test[1], list(first))  # (M,)
    options = {"hidden": (hidden,), "epochs": epochs, "seed": seed}
    units = int(target.max()) + 1

    def right(params):
        scores = forward(params, test[0][asked], "relu")[1][-1]
        return (scores.argmax(1) == test[1][asked]).mean()

    one = train(input[old], target[old], "multi-class", units, **options)
    two = train(input[new], target[new], "multi-class", units, **options, params=one)
    both = train(input, target, "multi-class", units, **options)
    return np.array([right(params) for params in (one, two, both)])


def center_surround(images):
    """Subtract from each pixel the mean of its neighbors, as a retina's cells roughly do.

    Args:
        images: (N, 64) float. Rows of 8 x 8 pixels; beyond the edge the nearest pixel counts.

    Returns:
        (N, 64) float. Zero where the light is even.
    """
    square = np.pad(images.reshape(-1, 8, 8), ((0, 0), (1, 1), (1, 1)), mode="edge")
    parts = [
        square[:, 1 + down : 9 + down, 1 + right : 9 + right]
        for down in (-1, 0, 1)
        for right in (-1, 0, 1)
        if (down, right) != (0, 0)
    ]
    around = np.mean(parts, axis=0)  # (N, 8, 8)
    return (square[:, 1:9, 1:9] - around).reshape(len(images), 64)


def changed_light(input, target, test, front, change, seed, epochs=15):
    """Train behind a fixed front end, and test under changed light.

    Args:
        input: (N, 64) float. Pixels.
        target: (N,) int.
        test: Pair of (M, 64) float and (M,) int.
        front: Function from pixels to inputs.
        change: float. What is added to every test pixel.
        seed: int.
        epochs: int. Passes over the data.

    Returns:
        float. Accuracy on the changed test data.
    """
    options = {"hidden": (64,), "epochs": epochs, "seed": seed}
    params = train(front(input), target, "multi-class", 10, **options)
    scores = forward(params, front(test[0] + change), "relu")[1][-1]
    return float((scores.argmax(1) == test[1]).mean())


def _of_each(target, count, rng):
    # Indices of `count` examples of each class.
    return np.concatenate(
        [
            rng.permutation(np.flatnonzero(target == label))[:count]
            for label in np.unique(target)
        ]
    )


def _nearest_mean(points, classes, asked):
    names = np.unique(classes)
    means = np.stack([points[classes == name].mean(0) for name in names])  # (C, D)
    distance = ((asked[:, None] - means) ** 2).sum(-1)  # (M, C)
    return names[distance.argmin(1)]
