"""How the error falls with the number of examples, and the straight line through its logarithms."""

import numpy as np

from worked.baselines.knn_classifier.with_numpy import knn_classifier
from worked.experiments.regularization_runs import accuracy, thirds, train

__all__ = ["errors_by_count", "exponents", "power_law"]


def errors_by_count(input, target, counts, widths=(128,), seeds=5, steps=600):
    """Measure the share of wrong answers of networks and of the nearest neighbor.

    Args:
        input: (N, 64) float. Digits, pixels from 0 to 16.
        target: (N,) int.
        counts: sequence of int. Training examples.
        widths: sequence of int. Hidden units of each network.
        seeds: int. Splits and networks; 700 examples test each.
        steps: int. Steps of 32 examples with momentum.

    Returns:
        (widths + 1, seeds, counts) float. Errors of the networks, then of the nearest neighbor.
    """
    found = np.empty((len(widths) + 1, seeds, len(counts)))
    for seed, place in np.ndindex(found.shape[1:]):
        (x, y), _, (new, truth) = thirds(input, target, counts[place], seed, valid=0)
        for row, hidden in enumerate(widths):
            params, _ = train(x, y, hidden=hidden, steps=steps, seed=seed)
            found[row, seed, place] = 1 - accuracy(params, new, truth)
        found[-1, seed, place] = (knn_classifier(x, y, new, 1) != truth).mean()
    return found


def power_law(counts, errors):
    """Fit error = factor * count ** slope by least squares of the logarithms.

    Args:
        counts: (K,) int or float, above 0.
        errors: (K,) float, above 0.

    Returns:
        Factor and slope, floats.
    """
    slope, height = np.polyfit(np.log(counts), np.log(errors), 1)
    return float(np.exp(height)), float(slope)


def exponents(counts, errors, draws=1000, seed=0):
    """Draw the seeds anew with replacement, and fit the mean errors each time.

    Args:
        counts: (K,) int.
        errors: (seeds, K) float.
        draws: int. Bootstrap samples.
        seed: int. Seed of the draws.

    Returns:
        (draws,) float. Slopes.
    """
    rng = np.random.default_rng(seed)
    rows = rng.integers(len(errors), size=(draws, len(errors)))  # (draws, seeds)
    means = np.log(errors[rows].mean(axis=1))  # (draws, K)
    x = np.log(counts) - np.log(counts).mean()  # (K,)
    return means @ x / (x @ x)  # (draws,)
