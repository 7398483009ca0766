"""What weights and biases each do: networks in which one kind is left out, or alone is trained."""

import numpy as np

from worked.experiments.activation_runs import backward, forward
from worked.losses.cross_entropy.with_numpy import cross_entropy, cross_entropy_backward
from worked.losses.mse_loss.with_numpy import mse_loss, mse_loss_backward
from worked.neurons.hebbian.with_numpy import hebbian, oja

__all__ = ["kinks", "learning_rules", "train"]

LEARNS = ("all", "weights", "biases")


def train(
    params,
    input,
    target,
    learns="all",
    activation="relu",
    lr=0.1,
    epochs=10,
    batch=64,
    seed=0,
):
    """Train a network by gradient descent, all of it or only one kind of its parameters.

    Args:
        params: List of pairs, (out, in) weights and (out,) biases; they stay as they were.
        input: (N, D) float.
        target: (N,) int for cross-entropy, or (N, C) float for the mean squared error.
        learns: str. `"all"`, `"weights"` or `"biases"`; the others keep their values.
        activation: str. Key of `worked.experiments.activation_runs.FUNCTIONS`.
        lr: float. Learning rate.
        epochs: int. Passes over the data.
        batch: int. Examples per step.
        seed: int. Seed of the order of the examples.

    Returns:
        The parameters, and the mean training loss of each epoch, (epochs,).

    Raises:
        ValueError: If `learns` is none of the three.
    """
    if learns not in LEARNS:
        raise ValueError(f"learns: wanted one of {LEARNS}, got {learns!r}")
    rng = np.random.default_rng(seed)
    classes = np.issubdtype(target.dtype, np.integer)
    loss = cross_entropy if classes else mse_loss
    rates = (lr * (learns != "biases"), lr * (learns != "weights"))
    losses = np.zeros(epochs)  # (epochs,)
    for epoch in range(epochs):
        order = rng.permutation(len(input))  # (N,)
        for start in range(0, len(input), batch):
            rows = order[start : start + batch]  # (B,)
            x, y = input[rows], target[rows]  # (B, D), (B,) or (B, C)
            pre, post = forward(params, x, activation)
            losses[epoch] += loss(post[-1], y) * len(rows) / len(input)
            grad = _slope(post[-1], y, classes)  # (B, C)
            grads, _ = backward(params, pre, post, grad, activation)
            params = [
                tuple(
                    p - rate * g for p, g, rate in zip(pair, move, rates, strict=True)
                )
                for pair, move in zip(params, grads, strict=True)
            ]
    return params, losses


def _slope(output, target, classes):
    if classes:
        return cross_entropy_backward(1.0, output, target)  # (B, C)
    return mse_loss_backward(1.0, output, target)[0]  # (B, C)


def kinks(params):
    """Return where the units of a first layer with one input switch: at -b / w.

    Args:
        params: List of pairs, the first with (H, 1) weights and (H,) biases.

    Returns:
        (H,) float. Places on the axis of the input.
    """
    weight, bias = params[0]
    return -bias / weight[:, 0]  # (H,)


def learning_rules(seed, steps=200, lr=0.02, inputs=3):
    """Let four rules change the weights of one linear unit, example by example.

    The unit should answer as another one does, whose weights have length 1; its own begin with
    length 0.1. Inputs are standard normal; 500 others measure the error.

    Args:
        seed: int. Seed of inputs, initial weights and wanted weights.
        steps: int. Examples.
        lr: float. Rate of all rules.
        inputs: int. Inputs of the unit.

    Returns:
        Dict of (steps + 1,) float, mean squared errors before the first step and after each:
        `"gradient"`, `"Hebb, own answer"`, `"Hebb, target"` and `"Oja, own answer"`.
    """
    rng = np.random.default_rng(seed)
    wanted, start = rng.normal(size=(2, 1, inputs))  # (1, D) each
    wanted /= np.linalg.norm(wanted)
    start *= 0.1 / np.linalg.norm(start)
    x = rng.normal(size=(steps, inputs))  # (steps, D)
    others = rng.normal(size=(500, inputs))  # (500, D)
    rules = {
        # The gradient of half the squared error is Hebb's product with the error in it.
        "gradient": lambda w, x: hebbian(w, x, (wanted - w) @ x, lr),
        "Hebb, own answer": lambda w, x: hebbian(w, x, w @ x, lr),
        "Hebb, target": lambda w, x: hebbian(w, x, wanted @ x, lr),
        "Oja, own answer": lambda w, x: oja(w, x, w @ x, lr),
    }
    errors = {}
    for name, rule in rules.items():
        path = [start]
        for one in x:
            path.append(rule(path[-1], one))
        gaps = np.array(path)[:, 0] - wanted[0]  # (steps + 1, D)
        errors[name] = ((gaps @ others.T) ** 2).mean(axis=1)  # (steps + 1,)
    return errors
