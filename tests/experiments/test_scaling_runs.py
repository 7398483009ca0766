"""The experiments on the number of examples compute what they say."""

import numpy as np
from sklearn.datasets import load_digits

from worked.experiments import scaling_runs as runs

counts = np.array([10, 30, 100, 300, 1000])


def test_a_power_law_is_found_again():
    factor, slope = runs.power_law(counts, 3.0 * counts**-0.4)
    assert np.isclose(factor, 3)
    assert np.isclose(slope, -0.4)


def test_slopes_of_the_bootstrap_cover_the_fit():
    rng = np.random.default_rng(0)
    errors = 2 * counts**-0.5 * np.exp(0.1 * rng.normal(size=(8, 5)))
    slopes = runs.exponents(counts, errors)
    assert slopes.shape == (1000,)
    assert abs(slopes.mean() + 0.5) < 0.05
    assert 0 < slopes.std() < 0.05
    exact = runs.exponents(counts, np.tile(counts**-0.5, (4, 1)), draws=5)
    assert np.allclose(exact, -0.5)


def test_errors_fall_with_the_number_of_examples():
    x, y = load_digits(return_X_y=True)
    found = runs.errors_by_count(x, y, (30, 300), (32,), seeds=2, steps=150)
    assert found.shape == (2, 2, 2)
    assert (found[..., 1] < found[..., 0] / 2).all()
    assert (found > 0).all()
    assert (found < 0.9).all()
