"""Small networks that differ in their first weights: how they start, and whether they learn."""

from itertools import pairwise

import numpy as np

from worked.activations.sigmoid.with_numpy import sigmoid
from worked.experiments import activation_runs as runs
from worked.initializers.constant.with_numpy import constant
from worked.initializers.kaiming_normal.with_numpy import kaiming_normal
from worked.initializers.log_odds_bias.with_numpy import log_odds_bias
from worked.initializers.normal.with_numpy import normal
from worked.losses.binary_cross_entropy_with_logits.with_numpy import (
    binary_cross_entropy_with_logits,
    binary_cross_entropy_with_logits_backward,
)
from worked.losses.cross_entropy.with_numpy import cross_entropy, cross_entropy_backward

__all__ = [
    "STARTS",
    "accuracy",
    "best_rate",
    "build",
    "rare_class",
    "residual_stream",
    "scales",
    "symmetry",
    "train",
]

# Name: weights of XOR's small network from standard draws.
STARTS = {
    "zeros": lambda draw: constant(draw, 0.0),
    "constant": lambda draw: constant(draw, 0.5),
    "random": lambda draw: normal(draw, std=1.0),
}


def build(sizes, weight, rng, kind="normal", output_gain=None):
    """Make a network from an initializer: biases of zero, weights from standard draws.

    Args:
        sizes: tuple of int. Units per layer, the inputs first.
        weight: Function of a (out, in) float draw that returns the weights.
        rng: numpy.random.Generator.
        kind: Distribution of the draws, `"normal"` or `"uniform"` from 0 to 1.
        output_gain: float or None. Gain of the last layer, drawn with variance gain^2 / in; None
            leaves it to `weight` as well.

    Returns:
        List of pairs: (out, in) weights and (out,) biases.
    """
    params = []
    for narrow, wide in pairwise(sizes):
        shape = wide, narrow
        draw = rng.normal(size=shape) if kind == "normal" else rng.uniform(size=shape)
        params.append((weight(draw), np.zeros(wide)))
    if output_gain is not None:
        draw = rng.normal(size=params[-1][0].shape)  # (out, in)
        params[-1] = normal(draw, std=output_gain / sizes[-2] ** 0.5), params[-1][1]
    return params


def train(params, input, target, activation, lr, epochs=10, batch=64, seed=0):
    """Train a classifier by mini-batch gradient descent from given parameters.

    Args:
        params: List of (weight, bias), which stays as it is.
        input: (N, D) float.
        target: (N,) int.
        activation: str. Key of `activation_runs.FUNCTIONS`.
        lr: float. Learning rate.
        epochs: int. Passes over the data.
        batch: int. Examples per step.
        seed: int. Seed of the order of the examples.

    Returns:
        The parameters, and the mean training loss of each epoch, (epochs,); infinity from the
        first loss on that is no number.
    """
    rng = np.random.default_rng(seed)
    losses = np.full(epochs, np.inf)  # (epochs,)
    with np.errstate(over="ignore", invalid="ignore"):
        for epoch in range(epochs):
            total = 0.0
            order = rng.permutation(len(input))  # (N,)
            for start in range(0, len(input), batch):
                rows = order[start : start + batch]  # (batch,)
                pre, post = runs.forward(params, input[rows], activation)
                loss = cross_entropy(post[-1], target[rows])
                if not loss < 1e6:
                    return params, losses
                total += loss * len(rows) / len(input)
                grad = cross_entropy_backward(1.0, post[-1], target[rows])  # (batch, C)
                grads, _ = runs.backward(params, pre, post, grad, activation)
                params = _step(params, grads, lr)
            losses[epoch] = total
    return params, losses


def best_rate(make, input, target, activation, rates, epochs=10, seeds=2):
    """Train at several rates and return the curve of the one that ends lowest.

    Args:
        make: Function of a numpy.random.Generator that returns parameters.
        input: (N, D) float.
        target: (N,) int.
        activation: str. Key of `activation_runs.FUNCTIONS`.
        rates: Sequence of float. Learning rates.
        epochs: int. Passes over the data.
        seeds: int. Networks to average over.

    Returns:
        The best rate, and its training losses, (epochs,), the mean over the seeds.
    """
    curves = {}
    for rate in rates:
        found = [
            train(
                make(np.random.default_rng(seed)),
                input,
                target,
                activation,
                rate,
                epochs,
                seed=seed,
            )[1]
            for seed in range(seeds)
        ]
        curves[rate] = np.mean(found, axis=0)  # (epochs,)
    best = min(curves, key=lambda rate: curves[rate][-1])
    return best, curves[best]


def accuracy(params, input, target, activation):
    """Return the share of examples whose highest score is the right one."""
    return runs.accuracy(params, input, target, activation)


def scales(gain, activation, depth=10, width=200, count=200, seed=0):
    """Measure signals and gradients by layer in a fresh stack without biases.

    Args:
        gain: float. Standard deviation of the weights times the root of the width.
        activation: str. Key of `activation_runs.FUNCTIONS`.
        depth: int. Layers.
        width: int. Units per layer, and inputs.
        count: int. Examples, standard normal.
        seed: int. Seed of weights, examples and the gradient at the end.

    Returns:
        (depth,) float, root mean squares of the activations; (depth,) float, root mean squares of
        the gradients with respect to them, of which the last is 1.
    """
    rng = np.random.default_rng(seed)
    input, grad = rng.normal(size=(2, count, width))  # (count, width) each
    params = runs.init((width,) * (depth + 1), gain, rng)
    pre, post = runs.forward(params, input, activation, activation)
    _, arriving = runs.backward(params, pre, post, grad, activation, activation)

    def size(arrays):
        return np.array([np.sqrt(np.square(array).mean()) for array in arrays])

    back = size(arriving[1:])  # (depth,)
    return size(post[1:]), back / back[-1]


def symmetry(start, steps=3000, lr=0.5, seed=1):
    """Train a network of eight tanh units on exclusive or, from one of `STARTS`.

    Args:
        start: str. Key of `STARTS`, for weights and biases of both layers.
        steps: int. Steps of gradient descent on all four examples.
        lr: float. Learning rate.
        seed: int. Seed of the draws.

    Returns:
        The parameters at the end; the loss before each step, (steps,); and the largest gradient of
        the first weights at the first step.
    """
    rng = np.random.default_rng(seed)
    input = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])  # (4, 2)
    target = np.array([0.0, 1.0, 1.0, 0.0])  # (4,)
    fill = STARTS[start]
    params = [
        (fill(rng.normal(size=(wide, narrow))), fill(rng.normal(size=wide)))
        for narrow, wide in ((2, 8), (8, 1))
    ]
    losses, first = np.zeros(steps), 0.0  # (steps,)
    for step in range(steps):
        pre, post = runs.forward(params, input, "tanh")
        logit = post[-1][:, 0]  # (4,)
        losses[step] = binary_cross_entropy_with_logits(logit, target)
        grad, _ = binary_cross_entropy_with_logits_backward(1.0, logit, target)  # (4,)
        grads, _ = runs.backward(params, pre, post, grad[:, None], "tanh")
        if step == 0:
            first = np.abs(grads[0][0]).max()
        params = _step(params, grads, lr)
    return params, losses, first


def residual_stream(scale, blocks=48, width=100, count=50, seed=0):
    """Follow the signal along a stack of residual blocks, x + scale W2 relu(W1 x).

    Args:
        scale: float. Factor of each branch's last weights. With 1, He weights below and a variance
            of 1 / width above, a branch has the mean square of its input, on average over draws.
        blocks: int. Residual blocks.
        width: int. Units.
        count: int. Examples, standard normal.
        seed: int. Seed of examples and weights.

    Returns:
        (blocks + 1,) float. Mean squares of the signal, the input first.
    """
    rng = np.random.default_rng(seed)
    signal = rng.normal(size=(count, width))  # (count, width)
    sizes = [np.square(signal).mean()]
    for _ in range(blocks):
        first, last = rng.normal(size=(2, width, width))  # (width, width) each
        hidden = np.maximum(signal @ kaiming_normal(first).T, 0)  # (count, width)
        last = normal(last, std=scale / width**0.5)  # (width, width)
        signal = signal + hidden @ last.T  # (count, width)
        sizes.append(np.square(signal).mean())
    return np.array(sizes)


def rare_class(input, target, prior_bias, hidden=32, lr=0.1, steps=150, seed=0):
    """Train a detector of a rare class, its output bias at zero or at the log-odds.

    Args:
        input: (N, D) float.
        target: (N,) float, 0 or 1.
        prior_bias: bool. Whether the output bias starts at the log-odds of the share.
        hidden: int. ReLU units.
        lr: float. Learning rate.
        steps: int. Steps of gradient descent on all examples.
        seed: int. Seed of the weights.

    Returns:
        The loss before each step, (steps,) float in nats, and the mean predicted probability
        before the first.
    """
    rng = np.random.default_rng(seed)
    params = build((input.shape[1], hidden, 1), kaiming_normal, rng, output_gain=0.1)
    if prior_bias:
        bias = log_odds_bias(np.array([target.mean()]))  # (1,)
        params[-1] = params[-1][0], bias
    losses = np.zeros(steps)  # (steps,)
    predicted = 0.0
    for step in range(steps):
        pre, post = runs.forward(params, input, "relu")
        logit = post[-1][:, 0]  # (N,)
        if step == 0:
            predicted = sigmoid(logit).mean()
        losses[step] = binary_cross_entropy_with_logits(logit, target)
        grad, _ = binary_cross_entropy_with_logits_backward(1.0, logit, target)  # (N,)
        grads, _ = runs.backward(params, pre, post, grad[:, None], "relu")
        params = _step(params, grads, lr)
    return losses, predicted


def _step(params, grads, lr):
    return [
        (weight - lr * slope, bias - lr * shift)
        for (weight, bias), (slope, shift) in zip(params, grads, strict=True)
    ]
