"""The first networks of a beginner's pages compute what they say."""

import numpy as np
import pytest

from worked.experiments import learning_runs as runs


def test_points_lie_around_the_curve_with_the_stated_noise():
    input, target = runs.wave(20_000, np.random.default_rng(0))
    rest = target - runs.curve(input)
    assert abs(input).max() <= 3
    assert abs(rest.mean()) < 0.01
    assert abs(rest.var() - 0.09) < 0.003


def test_parts_and_bias_add_up_to_the_output():
    params = [np.array([1.0, -2.0]), np.array([0.0, 1.0]), np.array([3.0, 0.5]), 0.25]
    x = np.array([0.5])
    by_hand = 3 * np.tanh(0.5) + 0.5 * np.tanh(0.0) + 0.25
    assert runs.parts_of_curve(params, x).shape == (1, 2)
    np.testing.assert_allclose(
        runs.error(params, x, np.array([1.0])), (by_hand - 1) ** 2
    )


def test_first_step_goes_against_the_gradient():
    """Adam's first step has the length of its rate and the gradient's sign, in each parameter."""
    points = runs.wave(15, np.random.default_rng(1))
    first, second = runs.fit_curve(*points, hidden=3, steps=1, lr=1e-3, seed=2)
    for place in range(4):
        for unit in range(np.size(first[place])):
            ends = []
            for nudge in (1e-6, -1e-6):
                moved = [np.array(part, dtype=float) for part in first]
                moved[place][... if place == 3 else unit] += nudge
                ends.append(runs.error(moved, *points))
            step = np.ravel(second[place])[unit] - np.ravel(first[place])[unit]
            np.testing.assert_allclose(
                step, -1e-3 * np.sign(ends[0] - ends[1]), rtol=1e-4
            )


def test_fit_lowers_the_error():
    points = runs.wave(30, np.random.default_rng(0))
    path = list(runs.fit_curve(*points, steps=300))
    assert len(path) == 301
    assert runs.error(path[-1], *points) < 0.3 * runs.error(path[0], *points)


def test_gap_shrinks_with_the_data():
    found = runs.risks([10, 200], seeds=2, steps=300, fresh=2000)
    assert found.shape == (2, 2, 2)
    gap = (found[..., 1] - found[..., 0]).mean(1)
    assert gap[0] > 2 * abs(gap[1])


def test_cats_are_alike_and_dogs_come_in_all_sizes():
    animals, dog = runs.pets(20_000, np.random.default_rng(0))
    cats, dogs = animals[dog == 0], animals[dog == 1]
    assert len(cats) == len(dogs)
    np.testing.assert_allclose(cats.mean(0), [25, 7], atol=0.1)
    np.testing.assert_allclose(cats.std(0), [3, 1], rtol=0.03)
    assert dogs[:, 0].min() >= 14
    assert dogs[:, 0].max() <= 70
    slope = np.polyfit(*dogs.T, 1)[0]
    assert abs(slope - 1 / 8) < 0.01


@pytest.mark.parametrize("low", [0.1, 0.3, 0.5, 0.7])
def test_best_rule_is_calibrated(low):
    """Where it says 30 to 40 percent, as many are dogs: Bayes' theorem with the right densities."""
    animals, dog = runs.pets(100_000, np.random.default_rng(0))
    chance = runs.best_chance_of_dog(animals)
    here = (chance > low) & (chance < low + 0.1)
    assert here.sum() > 500
    assert abs(dog[here].mean() - chance[here].mean()) < 0.04


def test_no_dog_is_that_tall():
    assert runs.best_chance_of_dog(np.array([[160.0, 16.0]])) == 0
