"""The small networks behind the pages on initialization compute what they say."""

import numpy as np
import pytest

from worked.experiments import activation_runs
from worked.experiments import initialization_runs as runs
from worked.initializers.kaiming_normal.with_numpy import kaiming_normal
from worked.initializers.kaiming_uniform.with_numpy import kaiming_uniform
from worked.initializers.variance_by_depth.with_numpy import predicted_variance

rng = np.random.default_rng(0)
x = rng.normal(size=(60, 4))
label = (x[:, 0] > 0).astype(int)


@pytest.mark.parametrize(
    ("kind", "weight"), [("normal", kaiming_normal), ("uniform", kaiming_uniform)]
)
def test_a_network_is_built_from_the_initializer(kind, weight):
    params = runs.build((300, 200, 7), weight, np.random.default_rng(0), kind)
    assert [w.shape for w, _ in params] == [(200, 300), (7, 200)]
    assert not any(b.any() for _, b in params)
    assert abs(params[0][0].var() * 300 / 2 - 1) < 0.05


def test_the_last_layer_can_have_a_gain_of_its_own():
    last = runs.build((9, 400, 50), kaiming_normal, rng, output_gain=0.1)[-1][0]
    assert abs(last.std() * 400**0.5 / 0.1 - 1) < 0.05


def test_training_follows_the_gradient_and_leaves_its_start_alone():
    params = runs.build((4, 8, 2), kaiming_normal, np.random.default_rng(0))
    before = [w.copy() for w, _ in params]
    trained, losses = runs.train(params, x, label, "relu", 0.5, epochs=30, batch=20)
    assert losses[-1] < losses[0] / 5
    assert runs.accuracy(trained, x, label, "relu") > 0.95
    for (weight, _), old in zip(params, before, strict=True):
        np.testing.assert_array_equal(weight, old)
    one, _ = runs.train(params, x, label, "relu", 0.5, epochs=1, batch=60)
    theirs, _ = activation_runs.train(x, label, "relu", (8,), lr=0.5, epochs=1)
    assert [w.shape for w, _ in one] == [w.shape for w, _ in theirs]


def test_what_diverges_ends_at_infinity_and_is_not_chosen():
    def make(rng):
        return runs.build((4, 8, 2), lambda draw: 50 * kaiming_normal(draw), rng)

    assert np.isinf(runs.train(make(rng), x, label, "relu", 1e4, 3)[1][-1])

    def good(rng):
        return runs.build((4, 8, 2), kaiming_normal, rng)

    rate, curve = runs.best_rate(good, x, label, "relu", (1e8, 0.5, 1e-6), epochs=5)
    assert rate == 0.5
    assert curve.shape == (5,)


def test_the_scales_are_those_of_the_prediction():
    ahead, back = runs.scales(1.0, "tanh", depth=6, width=300)
    signal, delta = predicted_variance(np.array(1.0), np.ones(6), "tanh")
    # The last activation, from the mean square of its pre-activation.
    z = np.random.default_rng(1).normal(size=100_000) * signal[-1] ** 0.5
    np.testing.assert_allclose(ahead[-1], np.tanh(z).std(), rtol=0.05)
    # Gradients with respect to activations: one layer's weights behind those of z.
    np.testing.assert_allclose(back[0], delta[1] ** 0.5, rtol=0.1)
    assert back[-1] == 1


def test_symmetry_is_kept_by_constants_and_broken_by_draws():
    for start, units in (("zeros", 1), ("constant", 1), ("random", 8)):
        params, losses, first = runs.symmetry(start, steps=200)
        assert len(np.unique(params[0][0].round(9), axis=0)) == units
        assert (first == 0) == (start == "zeros")
        assert (losses[-1] < losses[0]) or start == "zeros"


@pytest.mark.parametrize("blocks", [12, 48])
def test_branches_scaled_by_their_number_grow_the_stream_by_e_at_most(blocks):
    grown = [runs.residual_stream(blocks**-0.5, blocks, seed=s)[-1] for s in range(5)]
    expected = (1 + 1 / blocks) ** blocks
    assert abs(np.mean(grown) / expected - 1) < 0.15
    # He's gain: half of the square behind ReLU, twice by the first weights, times 1.
    wild = [runs.residual_stream(1.0, 6, width=300, seed=s)[-1] for s in range(5)]
    assert abs(np.log2(np.mean(wild)) - 6) < 0.5


def test_a_prior_as_bias_starts_at_the_entropy():
    rare = (np.arange(60) < 6).astype(float)
    losses, said = runs.rare_class(x, rare, prior_bias=True, steps=3)
    entropy = -0.1 * np.log(0.1) - 0.9 * np.log(0.9)
    assert abs(losses[0] - entropy) < 0.05
    assert abs(said - 0.1) < 0.03
    assert abs(runs.rare_class(x, rare, prior_bias=False, steps=3)[1] - 0.5) < 0.1
