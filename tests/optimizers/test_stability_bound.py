"""Below the bound gradient descent comes back to a minimum, above it it leaves."""

import numpy as np
import pytest

from worked.optimizers.lr_range_test.with_numpy import lr_range_test
from worked.optimizers.stability_bound.with_numpy import stability_bound


def symmetric(seed, size=6):
    """Return the gradient of half a quadratic form, written without a matrix, and its matrix."""
    root = np.random.default_rng(seed).normal(size=(size, size))
    rows = [row.tolist() for row in root]

    def gradient(w):
        total = 0 * w
        for row in rows:
            along = sum(number * w[i] for i, number in enumerate(row))
            total = total + along * np.array(row)
        return total

    return gradient, root.T @ root


@pytest.mark.parametrize("seed", range(3))
def test_largest_eigenvalue_of_random_matrices(seed):
    gradient, matrix = symmetric(seed)
    bound, sharpness = stability_bound(gradient, np.ones(6))
    np.testing.assert_allclose(sharpness, np.linalg.eigvalsh(matrix)[-1], rtol=1e-8)
    np.testing.assert_allclose(bound * sharpness, 2)


@pytest.mark.parametrize(("share", "leaves"), [(0.9, False), (1.1, True)])
def test_a_minimum_that_is_not_quadratic_holds_below_the_bound_alone(share, leaves):
    def gradient(w):  # of the sum of cosh, minimum at 0, largest curvature 3
        slope = w.exp() if hasattr(w, "exp") else np.exp(w)
        mirror = (-w).exp() if hasattr(w, "exp") else np.exp(-w)
        return 1.5 * (slope - mirror)

    bound, _ = stability_bound(gradient, np.zeros(3))
    np.testing.assert_allclose(bound, 2 / 3)
    w = np.full(3, 1e-6)
    for _ in range(30):
        w = w - share * bound * gradient(w)
    assert (np.abs(w) > 1e-6).all() == leaves


def test_a_range_test_rises_where_the_bound_says():
    rates, losses = lr_range_test(
        lambda w, number: (5 * w**2).sum(), np.ones(3), 1e-2, 1.0, num_iter=60
    )
    rising = losses[1:] > losses[:-1]
    np.testing.assert_array_equal(rising, rates[:-1] > 0.2)  # 2 over the curvature 10


def test_a_range_test_leaves_the_parameters():
    start = np.ones(2)
    lr_range_test(lambda w, number: (w**2).sum(), start, num_iter=3)
    np.testing.assert_array_equal(start, 1)
