"""The runs behind the pages on batches compute what they say."""

import itertools

import numpy as np
import pytest

from worked.experiments import batch_runs as runs
from worked.gradients.minibatch_noise.with_numpy import per_example_gradients

rng = np.random.default_rng(0)
x, y = rng.normal(size=(30, 4)), np.arange(30) % 3
params = runs.init((4, 5, 3), 0)


def test_the_gradient_is_the_mean_of_those_of_the_examples():
    each = per_example_gradients(x, y, *params)
    for grad, single in zip(runs.gradients(params, x, y), each, strict=True):
        np.testing.assert_allclose(grad, single.mean(0), rtol=1e-10, atol=1e-14)


def test_the_gradient_against_a_central_difference():
    direction = [rng.normal(size=p.shape) for p in params]
    ends = [
        runs.network_loss(
            [p + h * d for p, d in zip(params, direction, strict=True)], x, y
        )
        for h in (1e-6, -1e-6)
    ]
    slope = sum(
        np.vdot(g, d)
        for g, d in zip(runs.gradients(params, x, y), direction, strict=True)
    )
    np.testing.assert_allclose(slope, (ends[0] - ends[1]) / 2e-6, rtol=1e-6)


def test_an_epoch_without_replacement_visits_each_example_once():
    batches = list(itertools.islice(runs.orders(30, 5, 0), 12))
    for epoch in (batches[:6], batches[6:]):
        assert sorted(np.concatenate(epoch)) == list(range(30))
    assert not np.array_equal(np.concatenate(batches[:6]), np.concatenate(batches[6:]))
    drawn = list(itertools.islice(runs.orders(30, 5, 0, replacement=True), 6))
    assert len(np.unique(np.concatenate(drawn))) < 30


def test_a_step_leaves_the_parameters_as_they_were():
    before = [p.copy() for p in params]
    (moved,) = runs.descend(params, x, y, [np.arange(30)], 0.5)
    assert runs.network_loss(moved, x, y) < runs.network_loss(params, x, y)
    for now, then in zip(params, before, strict=True):
        np.testing.assert_array_equal(now, then)


def test_updates_until_an_aim():
    assert runs.updates_until(x, y, 30, 0.1, aim=np.inf) == 1
    assert runs.updates_until(x, y, 30, 0.0, aim=0.1, most=20) == np.inf
    slow, fast = (runs.updates_until(x, y, 30, lr, 0.9) for lr in (0.1, 0.2))
    assert 1.8 < slow / fast < 2.2  # twice the rate, half the steps


@pytest.mark.parametrize("guess", [0.01, 10.0])
def test_the_guess_does_not_change_the_best_rate(guess):
    rates = (0.05, 0.2, 0.8, 3.2)
    best, chosen = runs.best_updates(x, y, 10, rates, 0.8, guess)
    by_hand = [
        max(runs.updates_until(x, y, 10, lr, 0.8, seed) for seed in range(3))
        for lr in rates
    ]
    assert best == min(by_hand)
    assert by_hand[rates.index(chosen)] == best


def test_no_rate_reaches_an_impossible_aim():
    best, chosen = runs.best_updates(x, y, 30, (0.0,), -1.0, 0.1, seeds=(0,), most=50)
    assert np.isinf(best)
    assert np.isnan(chosen)


def test_the_full_batch_descends_on_the_line_and_its_first_step_is_the_mean_gradient():
    a, b = runs.line(32)
    path = runs.line_path(a, b, 32, 0.2, 100, (1.0, 1.0))
    losses = ((path @ a.T - b) ** 2).mean(1)
    assert (np.diff(losses) < 0).all()
    np.testing.assert_allclose(
        path[1], path[0] - 0.2 * (a @ path[0] - b) @ a / 32, rtol=1e-12
    )
    assert len(runs.line_path(a, b, 4, 0.2, 3, (0.0, 0.0))) == 3 * 8 + 1
