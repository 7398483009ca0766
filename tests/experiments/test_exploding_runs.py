"""What the runs with growing gradients are said to be."""

import numpy as np
import pytest

from worked.experiments.exploding_runs import (
    adding,
    recurrent,
    rnn_backward,
    rnn_forward,
    rnn_init,
    through_time,
    train,
)
from worked.gradients.spectral_radius.with_numpy import spectral_radius


def test_the_recurrent_weights_have_the_radius():
    weight = recurrent(16, 1.3, np.random.default_rng(0))
    assert np.isclose(spectral_radius(weight), 1.3)


def test_the_sequences_mark_two_numbers_and_ask_for_their_sum():
    x, y = adding(50, 10, np.random.default_rng(0))
    numbers, marks = x[..., 0], x[..., 1]
    assert x.shape == (10, 50, 2)
    assert (marks[:5].sum(0) == 1).all()
    assert (marks[5:].sum(0) == 1).all()
    np.testing.assert_allclose(y, (numbers * marks).sum(0))
    assert abs(y.mean() - 1) < 0.2


def test_a_gradient_through_time_is_that_of_the_network():
    rng = np.random.default_rng(0)
    weight, steps, noise = recurrent(6, 1.2, rng), 5, 0.5
    norms = through_time(weight, steps, np.random.default_rng(1), noise)

    draw = np.random.default_rng(1)
    drive = [noise * draw.normal(size=6) for _ in range(steps)]
    upstream = draw.normal(size=6)

    def output(first):
        state = first
        for part in drive:
            state = np.tanh(weight @ state + part)
        return upstream @ state

    grad = [(output(1e-6 * e) - output(-1e-6 * e)) / 2e-6 for e in np.eye(6)]
    wanted = np.linalg.norm(grad) / np.linalg.norm(upstream)
    assert np.isclose(norms[-1], wanted, rtol=1e-6)
    assert norms[0] == 1


def test_a_linear_network_grows_by_the_radius():
    weight = recurrent(32, 1.1, np.random.default_rng(0))
    norms = through_time(weight, 400, np.random.default_rng(1))
    assert np.isclose((norms[400] / norms[200]) ** (1 / 200), 1.1, rtol=5e-3)


def test_backpropagation_through_time_gives_the_slope():
    rng = np.random.default_rng(0)
    params = [p + 0.1 * rng.normal(size=p.shape) for p in rnn_init(7, rng)]
    x, y = adding(5, 8, rng)
    output, states = rnn_forward(params, x)
    grads = rnn_backward((output - y) / len(y), params, x, states)
    ways = [rng.normal(size=p.shape) for p in params]

    def loss(step):
        moved = [p + step * way for p, way in zip(params, ways, strict=True)]
        return ((rnn_forward(moved, x)[0] - y) ** 2).mean() / 2

    slope = (loss(1e-6) - loss(-1e-6)) / 2e-6
    wanted = sum(np.vdot(g, way) for g, way in zip(grads, ways, strict=True))
    assert np.isclose(slope, wanted, rtol=1e-6)
    assert all(np.abs(grad).max() > 0 for grad in grads)


@pytest.mark.parametrize("by", ["norm", "value"])
def test_a_bound_that_is_never_reached_changes_nothing(by):
    free, norms, _ = train(0.01, 0, steps=20)
    bounded, same, _ = train(0.01, 0, bound=1e9, by=by, steps=20)
    np.testing.assert_allclose(bounded, free, rtol=1e-12)
    np.testing.assert_allclose(same, norms, rtol=1e-12)


def test_clipping_keeps_the_loss_from_jumping():
    free, _, dead = train(0.1, 0, steps=300)
    clipped, _, alive = train(0.1, 0, bound=1.0, steps=300)
    assert free.max() > 100 > 1 > clipped.max()
    assert dead[-1] < 0.2 < alive[-1]
