"""The stacks and recurrent networks of the runs: their gradients, and what their options mean."""

import numpy as np
import pytest

from worked.experiments import vanishing_runs as runs
from worked.gradients.layer_norms.with_numpy import layer_norms

rng = np.random.default_rng(0)
x, upstream = rng.normal(size=(2, 7, 5))


@pytest.mark.parametrize("skip", [False, True])
@pytest.mark.parametrize("norm", [None, "batch", "layer"])
@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_gradients_of_a_stack_are_those_of_differences(activation, norm, skip):
    weight = runs.weights(3, 5, 1.0, np.random.default_rng(1))
    options = (activation, norm, skip)
    posts, kept = runs.forward(weight, x, *options)
    grads, arriving = runs.backward(weight, posts, kept, upstream, *options)

    def value(weight, x):
        return np.sum(runs.forward(weight, x, *options)[0][-1] * upstream)

    for along, grad, moved in (
        (rng.normal(size=weight.shape), grads, lambda d: (weight + d, x)),
        (rng.normal(size=x.shape), arriving[0], lambda d: (weight, x + d)),
    ):
        rise = value(*moved(1e-6 * along)) - value(*moved(-1e-6 * along))
        np.testing.assert_allclose(rise / 2e-6, np.sum(grad * along), rtol=1e-6)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_a_plain_stack_has_the_norms_of_the_concept(activation):
    found = runs.stack_norms(activation, depth=4, width=5, count=7, seeds=1)
    draw = np.random.default_rng(0)
    weight = runs.weights(4, 5, 1.0, draw)
    norms, _ = layer_norms(*_inputs(draw, weight), activation)
    np.testing.assert_allclose(found, np.log10(norms / norms[-1]), rtol=1e-12)


def _inputs(draw, weight):
    inputs, grads = draw.normal(size=(2, 7, 5))
    return inputs, weight, grads


def test_training_lowers_the_loss():
    target = np.arange(7) % 3
    for optimizer, lr in (("sgd", 0.3), ("adam", 0.01)):
        args = {"depth": 2, "epochs": 60, "lr": lr, "optimizer": optimizer}
        losses, _ = runs.stack_train(x, target, "tanh", **args)
        assert losses[-1] < 0.5 * losses[0]


def test_forget_bias_lands_on_the_forget_gate_alone():
    plain, raised = (
        runs.recurrent("lstm", 2, 3, np.random.default_rng(0), forget_bias=bias)
        for bias in (0.0, 2.0)
    )
    np.testing.assert_allclose(raised[2] - plain[2], np.repeat([0.0, 2, 0, 0], 3))
    for place in (0, 1, 3):
        np.testing.assert_array_equal(raised[place], plain[place])


@pytest.mark.parametrize("kind", runs.NETWORKS)
def test_gradients_fade_with_the_lag_in_fresh_networks(kind):
    logs = runs.lag_norms(kind, steps=40, units=8, seeds=2)
    assert logs[39] < logs[20] - 1 < logs[0] - 2


def test_the_plain_network_adds_two_numbers_that_are_close():
    assert runs.adding_problem("rnn", lag=2, updates=200) < 0.02
