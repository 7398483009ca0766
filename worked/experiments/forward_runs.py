"""What is left of a trained network if its biases, weights or inputs are changed afterwards."""

import numpy as np

from worked.experiments.activation_runs import accuracy, init, split, train

__all__ = ["CHANGES", "ablations"]

# What is changed after training, in the order of the columns of `ablations`.
CHANGES = ("nothing", "biases zero", "weights drawn anew", "inputs zero")


def ablations(input, target, hidden=(32,), seeds=5, count=1200):
    """Train classifiers, change one ingredient of the forward pass, and classify unseen examples.

    Args:
        input: (N, D) float. Examples, in any unit; they are standardized.
        target: (N,) int. Classes.
        hidden: tuple of int. Units of the hidden layers, ReLU.
        seeds: int. Networks, each with its own split, weights and order of the examples.
        count: int. Examples for training.

    Returns:
        (seeds, 4) float. Share of the unseen examples that are right, a column for each of
        `CHANGES`.
    """
    found = np.empty((seeds, len(CHANGES)))  # (seeds, 4)
    for seed in range(seeds):
        x, y, unseen, truth = split(input, target, seed, count)
        params, _ = train(x, y, "relu", hidden, seed=seed)
        without = [(weight, 0 * bias) for weight, bias in params]
        widths = (x.shape[1], *hidden, int(target.max()) + 1)
        drawn = init(widths, 1.0, np.random.default_rng(seed + 1000))
        new = [
            (fresh, bias) for (fresh, _), (_, bias) in zip(drawn, params, strict=True)
        ]
        found[seed] = (
            accuracy(params, unseen, truth, "relu"),
            accuracy(without, unseen, truth, "relu"),
            accuracy(new, unseen, truth, "relu"),
            accuracy(params, 0 * unseen, truth, "relu"),
        )
    return found
