"""The small networks behind the pages on activations compute what they say."""

import numpy as np
import pytest

from worked.experiments import activation_runs as runs
from worked.losses.cross_entropy.with_numpy import cross_entropy, cross_entropy_backward

rng = np.random.default_rng(0)
x = rng.normal(size=(12, 4))
label = rng.integers(0, 3, size=12)


@pytest.mark.parametrize("activation", runs.FUNCTIONS)
@pytest.mark.parametrize("output", ["identity", "softplus"])
def test_backward_pass_against_central_differences(activation, output):
    params = runs.init((4, 5, 5, 3), 1.0, np.random.default_rng(1))
    pre, post = runs.forward(params, x, activation, output)
    grad = cross_entropy_backward(1.0, post[-1], label)
    grads, _ = runs.backward(params, pre, post, grad, activation, output)
    for layer in range(3):
        for part in range(2):
            direction = rng.normal(size=params[layer][part].shape)
            loss = []
            for step in (1e-6, -1e-6):
                moved = [list(pair) for pair in params]
                moved[layer][part] = moved[layer][part] + step * direction
                scores = runs.forward(moved, x, activation, output)[1][-1]
                loss.append(cross_entropy(scores, label))
            numeric = (loss[0] - loss[1]) / 2e-6
            analytic = (grads[layer][part] * direction).sum()
            np.testing.assert_allclose(analytic, numeric, rtol=1e-5, atol=1e-8)


def test_linear_layers_of_gain_one_keep_the_gradient():
    assert abs(runs.gradient_norms("identity", 1.0)[0]) < 0.2


def test_split_is_a_partition_standardized_by_its_first_part():
    data = np.arange(60.0).reshape(20, 3) ** 2
    first, y_first, rest, y_rest = runs.split(data, np.arange(20), count=15)
    assert sorted([*y_first, *y_rest]) == list(range(20))
    assert first.shape == (15, 3)
    assert rest.shape == (5, 3)
    np.testing.assert_allclose(first.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(first.std(axis=0), 1, rtol=1e-12)


def test_training_separates_what_a_line_separates():
    separable = (x[:, 0] > 0).astype(int)
    params, losses = runs.train(x, separable, "tanh", (8,), 1.0, 0.5, epochs=60)
    assert losses[-1] < losses[0] / 5
    assert runs.accuracy(params, x, separable, "tanh") == 1
