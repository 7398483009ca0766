"""What goes into a network and comes out: houses, messages, and a trainer for all tasks."""

import numpy as np

from worked.experiments.activation_runs import HE, backward, forward, init
from worked.neurons.output_head.with_numpy import output_head, output_head_loss_backward

__all__ = [
    "bag_of_words",
    "contrast",
    "houses",
    "messages",
    "predict",
    "r_squared",
    "tags",
    "train",
    "vocabulary",
]

SPAM = ["prize", "winner", "free", "cash", "click", "offer", "urgent", "claim"]
HAM = ["meeting", "report", "lunch", "family", "project", "draft", "train", "minutes"]
PLAIN = [
    *("the", "you", "today", "please", "for", "your"),
    *("and", "we", "is", "now", "tomorrow", "time"),
]


def train(
    input,
    target,
    task,
    units,
    *,
    hidden=(32,),
    lr=0.1,
    epochs=20,
    batch=32,
    seed=0,
    params=None,
):
    """Train a ReLU network whose head and loss are those of the task.

    Args:
        input: (N, D) float.
        target: (N, units) float, or (N,) int for `"multi-class"`.
        task: str. As in `output_head`.
        units: int. Output units.
        hidden: tuple of int. Units of the hidden layers.
        lr: float. Learning rate.
        epochs: int. Passes over the data.
        batch: int. Examples per step.
        seed: int. Seed of weights and of the order of the examples.
        params: List of (weight, bias) to go on from; drawn when None.

    Returns:
        List of (weight, bias). NaN or infinity where the rate was too high.
    """
    rng = np.random.default_rng(seed)
    if params is None:
        params = init((input.shape[1], *hidden), HE, rng)
        params += init((hidden[-1] if hidden else input.shape[1], units), 1.0, rng)
    with np.errstate(all="ignore"):
        for _ in range(epochs):
            order = rng.permutation(len(input))  # (N,)
            for start in range(0, len(input), batch):
                rows = order[start : start + batch]  # (batch,)
                pre, post = forward(params, input[rows], "relu")
                grad = output_head_loss_backward(1.0, post[-1], target[rows], task)
                grads, _ = backward(params, pre, post, grad, "relu")
                params = [
                    (w - lr * dw, b - lr * db)
                    for (w, b), (dw, db) in zip(params, grads, strict=True)
                ]
    return params


def predict(params, input, task):
    """Return what the head makes of the scores, (N, units): quantities or probabilities."""
    return output_head(forward(params, input, "relu")[1][-1], task)


def r_squared(prediction, target):
    """Return the share of the target's variance that the prediction explains; 0 for its mean.

    Args:
        prediction: (N,) or (N, 1) float.
        target: float, of the same shape.

    Returns:
        float at most 1, negative for predictions worse than the mean; minus infinity for NaN.
    """
    miss = np.mean((prediction - target) ** 2)
    return float(1 - miss / np.var(target)) if np.isfinite(miss) else -np.inf


def tags(digits):
    """Say of each digit whether it is even, prime, and above four.

    Args:
        digits: (N,) int from 0 to 9.

    Returns:
        (N, 3) float of zeros and ones; 2 has two of the tags, 1 has none.
    """
    rules = (digits % 2 == 0, np.isin(digits, (2, 3, 5, 7)), digits > 4)
    return np.stack(rules, 1).astype(float)


def houses(count, rng):
    """Draw houses whose price is known up to noise.

    Args:
        count: int.
        rng: numpy.random.Generator.

    Returns:
        (N, 3) float features: area in square meters, rooms, year of construction; (N,) int
        district from 0 to 5, whose numbers mean nothing; (N,) float price in thousands.
    """
    area = rng.uniform(50, 250, count)  # (N,)
    rooms = np.clip(np.round(area / 30 + rng.normal(0, 0.7, count)), 1, None)  # (N,)
    year = rng.uniform(1900, 2020, count)  # (N,)
    district = rng.integers(6, size=count)  # (N,)
    premium = np.array([0.0, 160, -80, 120, -120, 60])[district]  # (N,)
    price = 150 + 2 * area + 10 * rooms + 0.8 * (year - 1960) + premium  # (N,)
    price += rng.normal(0, 20, count)
    return np.stack([area, rooms, year], 1), district, price


def vocabulary():
    """Return the words of `messages`, sorted; a message may hold others."""
    return sorted(SPAM + HAM + PLAIN)


def messages(count, rng, share=0.3):
    """Write short messages, some of them advertising; some words stand in both kinds.

    Args:
        count: int.
        rng: numpy.random.Generator.
        share: float. Probability of a message to be advertising.

    Returns:
        List of texts, and (N, 1) float, 1 for advertising.
    """
    spam = rng.uniform(size=count) < share  # (N,)
    texts = []
    for kind in spam:
        own, other = (SPAM, HAM) if kind else (HAM, SPAM)
        words = [
            *rng.choice(PLAIN, rng.integers(4, 9)),
            *rng.choice(own, rng.integers(1, 4)),
            *rng.choice(other, rng.integers(0, 2)),
        ]
        texts.append(" ".join(rng.permutation(words)))
    return texts, spam[:, None].astype(float)


def bag_of_words(texts, words):
    """Count the words of each text, in whatever order they stand.

    Args:
        texts: List of str.
        words: List of str. The columns; other words are not counted.

    Returns:
        (N, len(words)) float.
    """
    column = {word: place for place, word in enumerate(words)}
    counts = np.zeros((len(texts), len(words)))  # (N, V)
    for row, text in enumerate(texts):
        for word in text.split():
            if word in column:
                counts[row, column[word]] += 1
    return counts


def contrast(dimensions, rng, count=1000):
    """Measure how much farther the farthest point is than the nearest.

    Args:
        dimensions: int.
        rng: numpy.random.Generator.
        count: int. Points, uniform in the unit cube; another one is the point of view.

    Returns:
        float. Largest over smallest distance.
    """
    points = rng.uniform(size=(count, dimensions))  # (N, D)
    distance = np.linalg.norm(points - rng.uniform(size=dimensions), axis=1)  # (N,)
    return float(distance.max() / distance.min())
