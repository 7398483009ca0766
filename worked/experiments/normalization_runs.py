"""Deep ReLU networks on digits with batch normalization and without, and at large depth."""

from itertools import pairwise

import numpy as np

from worked.activations.relu.with_numpy import relu, relu_backward
from worked.losses.cross_entropy.with_numpy import cross_entropy, cross_entropy_backward
from worked.normalization.batch_norm.with_numpy import batch_norm, batch_norm_backward

__all__ = [
    "KINDS",
    "accuracy",
    "classify",
    "gradients",
    "init",
    "preactivations",
    "residual",
    "train",
]

KINDS = {
    "plain": "weights, biases and ReLU",
    "batch norm": "batch normalization between weights and ReLU",
    "batch norm, shifted": "the same, and after it another random mean and scale in each step",
}


def init(sizes, rng):
    """Draw weights of variance 2 / in (He), scales of 1 and shifts of 0.

    Args:
        sizes: tuple of int. Units per layer, the inputs first.
        rng: numpy.random.Generator.

    Returns:
        List of arrays: weight (out, in), scale (out,) and shift (out,) of each layer in turn.
    """
    params = []
    for fan_in, fan_out in pairwise(sizes):
        params.append(rng.normal(size=(fan_out, fan_in)) * (2 / fan_in) ** 0.5)
        params += [np.ones(fan_out), np.zeros(fan_out)]  # (out,), (out,)
    return params


def gradients(params, input, target, kind="plain", rng=None):
    """Return loss and gradients of a network of one kind.

    Args:
        params: List as `init` returns it; without normalization scales are not used, and the last
            layer never uses its own.
        input: (N, D) float.
        target: (N,) int. Classes.
        kind: str. One of `KINDS`.
        rng: numpy.random.Generator. Draws the shifts of the third kind.

    Returns:
        Loss in nats, and a list of gradients shaped as `params`.
    """
    hidden, kept = input, []  # (N, D)
    layers = [params[i : i + 3] for i in range(0, len(params), 3)]
    for weight, scale, shift in layers[:-1]:
        z = hidden @ weight.T  # (N, H)
        moved = np.ones(len(weight))  # (H,)
        u = z + shift  # (N, H)
        if kind != "plain":
            u = batch_norm(z, weight=scale, bias=shift, training=True)  # (N, H)
        if kind == "batch norm, shifted":
            moved = 1 + 0.25 * np.abs(rng.normal(size=len(weight)))  # (H,)
            u = u * moved + 0.5 * rng.normal(size=len(weight))  # (N, H)
            u = u + 0.25 * rng.normal(size=u.shape)  # (N, H)
        kept.append((hidden, z, u, moved))
        hidden = relu(u)  # (N, H)
    weight, scale, shift = layers[-1]
    scores = hidden @ weight.T + shift  # (N, C)
    delta = cross_entropy_backward(1.0, scores, target)  # (N, C)
    grads = [delta.T @ hidden, np.zeros_like(scale), delta.sum(0)]
    delta = delta @ weight  # (N, H)
    for (weight, scale, shift), (before, z, u, moved) in zip(
        layers[-2::-1], kept[::-1], strict=True
    ):
        delta = relu_backward(delta, u) * moved  # (N, H)
        along, down = np.zeros_like(scale), delta.sum(0)  # (H,), (H,)
        if kind != "plain":
            delta, along, down = batch_norm_backward(
                delta, z, weight=scale, bias=shift, training=True
            )
        grads = [delta.T @ before, along, down, *grads]
        delta = delta @ weight  # (N, in)
    return cross_entropy(scores, target), grads


def train(params, input, target, kind, lr, steps, seed=0, batch=64):
    """Train by plain mini-batch gradient descent; batches are drawn without replacement.

    Args:
        params: List as `init` returns it; it is not changed.
        input: (N, D) float. Examples.
        target: (N,) int. Classes.
        kind: str. One of `KINDS`.
        lr: float. Learning rate.
        steps: int. Updates.
        seed: int. Seed of the order of the examples and of the shifts.
        batch: int. Examples of a step.

    Returns:
        Parameters after the last step, and (steps,) float losses in nats.
    """
    rng = np.random.default_rng(seed)
    order = np.zeros(0, int)
    losses = np.zeros(steps)  # (steps,)
    with np.errstate(all="ignore"):  # some runs are meant to diverge
        for step in range(steps):
            if len(order) < batch:
                order = rng.permutation(len(input))  # (N,)
            rows, order = order[:batch], order[batch:]
            losses[step], grads = gradients(
                params, input[rows], target[rows], kind, rng
            )
            params = [p - lr * grad for p, grad in zip(params, grads, strict=True)]
    return params, losses


def preactivations(params, input, kind, other=None):
    """Return what enters each ReLU, and the scores at the end.

    Args:
        params: List as `init` returns it.
        input: (N, D) float.
        kind: str. `"plain"`, or another one for batch normalization.
        other: (M, D) float. Where the statistics come from, as running averages would; from
            `input` itself if it is None.

    Returns:
        List of (N, H) float for each hidden layer, and the scores, (N, C) float.
    """
    found = []
    hidden, beside = input, input if other is None else other  # (N, D), (M, D)
    layers = [params[i : i + 3] for i in range(0, len(params), 3)]
    for weight, scale, shift in layers[:-1]:
        z, past = hidden @ weight.T, beside @ weight.T  # (N, H), (M, H)
        if kind == "plain":
            u, before = z + shift, past + shift  # (N, H), (M, H)
        else:
            statistics = past.mean(0), past.var(0)  # (H,), (H,)
            u = batch_norm(z, *statistics, scale, shift)  # (N, H)
            before = batch_norm(past, *statistics, scale, shift)  # (M, H)
        found.append(u)
        hidden, beside = relu(u), relu(before)  # (N, H), (M, H)
    weight, _, shift = layers[-1]
    return [*found, hidden @ weight.T + shift]  # (N, C)


def accuracy(params, input, target, kind, train_input):
    """Return the share of right classes, with the statistics of the training data.

    Args:
        params: List as `init` returns it.
        input: (N, D) float.
        target: (N,) int. Classes.
        kind: str. One of `KINDS`.
        train_input: (M, D) float. Examples that the statistics come from.

    Returns:
        float. From 0 to 1.
    """
    with np.errstate(all="ignore"):
        scores = preactivations(params, input, kind, train_input)[-1]  # (N, C)
    return float((scores.argmax(1) == target).mean())


def residual(depth, place, seed, width=64, batch=128):
    """Follow sizes through random residual blocks with batch normalization in one of two places.

    Args:
        depth: int. Blocks.
        place: str. `"branch"` for x + BN(W relu(x)), `"sum"` for BN(x + W relu(x)).
        seed: int. Seed of weights, examples and gradient.
        width: int. Units.
        batch: int. Examples.

    Returns:
        (depth + 1,) float twice: root mean square of the activations before each block and after
        the last one, and of the gradient at the same places, 1 at the end.
    """
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(batch, width))  # (N, H)
    kept, sizes = [], [1.0]
    sizes[0] = float(np.sqrt((x**2).mean()))
    for _ in range(depth):
        weight = rng.normal(size=(width, width)) * (2 / width) ** 0.5  # (H, H)
        z = relu(x) @ weight.T  # (N, H)
        inside = z if place == "branch" else x + z  # (N, H)
        kept.append((x, weight, inside))
        normal = batch_norm(inside, training=True)  # (N, H)
        x = x + normal if place == "branch" else normal  # (N, H)
        sizes.append(float(np.sqrt((x**2).mean())))
    grad = rng.normal(size=x.shape)  # (N, H)
    grads = [1.0]
    scale = np.sqrt((grad**2).mean())
    for before, weight, inside in kept[::-1]:
        (through,) = batch_norm_backward(grad, inside, training=True)  # (N, H)
        branch = relu_backward(through @ weight, before)  # (N, H)
        grad = branch + (grad if place == "branch" else through)  # (N, H)
        grads.append(float(np.sqrt((grad**2).mean()) / scale))
    return np.array(sizes), np.array(grads[::-1])


def classify(model, input, target, test, steps=200):
    """Fit one of four small classifiers and return its answers.

    Args:
        model: str. `"least squares"`, `"ridge"` (penalty 100), `"nearest neighbors"` (five) or
            `"gradient descent"`, on the cross-entropy, at nine tenths of 4 over the largest
            eigenvalue of the inputs' second moments.
        input: (N, D) float. Training examples.
        target: (N,) int. Classes from 0 to 9.
        test: (M, D) float. Examples to classify.
        steps: int. Steps of gradient descent.

    Returns:
        (M,) int. Classes.
    """
    truth = np.eye(10)[target]  # (N, C)
    if model == "nearest neighbors":
        far = (input**2).sum(1) - 2 * test @ input.T  # (M, N), squares of test left out
        near = target[np.argsort(far, axis=1, kind="stable")[:, :5]]  # (M, 5)
        return np.array([np.bincount(row, minlength=10).argmax() for row in near])
    design = np.c_[input, np.ones(len(input))]  # (N, D + 1)
    weight = np.zeros((design.shape[1], 10))  # (D + 1, C)
    if model == "least squares":
        weight = np.linalg.lstsq(design, truth, rcond=None)[0]
    elif model == "ridge":
        penalty = 100 * np.eye(design.shape[1])  # (D + 1, D + 1), the bias goes free
        penalty[-1, -1] = 0
        gram = design.T @ design + penalty  # (D + 1, D + 1)
        weight = np.linalg.lstsq(gram, design.T @ truth, rcond=1e-15)[0]
    else:
        largest = np.linalg.eigvalsh(design.T @ design / len(design))[-1]
        for _ in range(steps):
            grad = cross_entropy_backward(1.0, design @ weight, target)  # (N, C)
            weight = weight - 0.9 * 4 / largest * (design.T @ grad)  # (D + 1, C)
    return (np.c_[test, np.ones(len(test))] @ weight).argmax(1)
