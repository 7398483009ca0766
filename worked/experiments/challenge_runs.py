"""A network that learns eight examples by heart, right and with faults, and rare positives."""

import numpy as np

from worked.activations.softmax.with_numpy import softmax, softmax_backward
from worked.experiments.activation_runs import HE, backward, forward, init
from worked.losses.cross_entropy.with_numpy import cross_entropy, cross_entropy_backward

__all__ = ["FAULTS", "by_heart", "rare"]

FAULTS = (
    "none",
    "softmax before the loss",
    "all weights zero",
    "inputs shuffled, labels not",
    "gradients never reset",
    "wrong labels",
)


def by_heart(input, target, fault="none", steps=300, lr=0.2, hidden=32, seed=0):
    """Train a network on a few examples, all of them at each step, and return its losses.

    Args:
        input: (N, D) float.
        target: (N,) int.
        fault: str. One of `FAULTS`, which is planted into the training.
        steps: int. Steps of gradient descent.
        lr: float. Learning rate.
        hidden: int. ReLU units of the hidden layer.
        seed: int. Seed of weights and shuffles.

    Returns:
        (steps,) float. Loss before each step, nats.

    Raises:
        ValueError: If the fault is unknown.
    """
    if fault not in FAULTS:
        raise ValueError(f"fault: wanted one of {FAULTS}, got {fault!r}")
    rng = np.random.default_rng(seed)
    classes = int(target.max()) + 1
    params = init((input.shape[1], hidden, classes), HE, rng)
    if fault == "all weights zero":
        params = [(0 * weight, bias) for weight, bias in params]
    if fault == "wrong labels":
        target = rng.permutation(target)  # (N,), the same wrong ones at every step
    sums = [(0.0, 0.0) for _ in params]
    losses = np.empty(steps)  # (steps,)
    for step in range(steps):
        x = input  # (N, D)
        if fault == "inputs shuffled, labels not":
            x = rng.permutation(input)  # (N, D), another order at every step
        pre, post = forward(params, x, "relu")
        scores = post[-1]  # (N, C)
        if fault == "softmax before the loss":
            scores = softmax(scores, -1)  # (N, C)
        losses[step] = cross_entropy(scores, target)
        grad = cross_entropy_backward(1.0, scores, target)  # (N, C)
        if fault == "softmax before the loss":
            grad = softmax_backward(grad, post[-1], -1)  # (N, C)
        grads, _ = backward(params, pre, post, grad, "relu")
        if fault == "gradients never reset":
            grads = sums = [
                (old_w + new_w, old_b + new_b)
                for (old_w, old_b), (new_w, new_b) in zip(sums, grads, strict=True)
            ]
        params = [
            (weight - lr * grad_weight, bias - lr * grad_bias)
            for (weight, bias), (grad_weight, grad_bias) in zip(
                params, grads, strict=True
            )
        ]
    return losses


def rare(count, share, rng, distance=2.0):
    """Draw payments of which few are fraud, and a score that is higher for those on average.

    Args:
        count: int. Payments.
        share: float. Probability of fraud.
        rng: numpy.random.Generator.
        distance: float. How much higher the mean score of fraud is, in standard deviations.

    Returns:
        (count,) int64 labels, 1 for fraud; (count,) float scores; and (count,) float, the
        probability of fraud given the score.
    """
    label = (rng.random(count) < share).astype(np.int64)  # (count,)
    score = rng.normal(size=count) + distance * label  # (count,)
    # Two normal distributions of variance 1: the log-odds are linear in the score.
    odds = distance * (score - distance / 2) + np.log(share / (1 - share))  # (count,)
    return label, score, 1 / (1 + np.exp(-odds))
