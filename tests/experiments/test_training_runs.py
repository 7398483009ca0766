"""The small training problems compute what they say."""

import numpy as np

from worked.experiments.training_runs import gradients, init, predict, sgd
from worked.losses.cross_entropy.with_numpy import cross_entropy

rng = np.random.default_rng(0)
x, y = rng.normal(size=(20, 3)), rng.integers(4, size=20)


def test_gradients_of_the_network_against_central_differences():
    params = init((3, 5, 4), np.random.default_rng(0))
    scores, grads = gradients(params, x, y)
    np.testing.assert_array_equal(scores, predict(params, x))
    for place, grad in enumerate(grads):
        assert grad.shape == params[place].shape
        direction = rng.normal(size=grad.shape)
        ends = []
        for step in (1e-6, -1e-6):
            moved = list(params)
            moved[place] = params[place] + step * direction
            ends.append(cross_entropy(predict(moved, x), y))
        slope = (ends[0] - ends[1]) / 2e-6
        assert np.isclose((grad * direction).sum(), slope, rtol=1e-5, atol=1e-8)


def test_a_step_goes_against_the_gradient_of_its_batch():
    params, rows = init((3, 5, 4), np.random.default_rng(0)), np.arange(8)
    [(after, loss)] = sgd(params, x, y, [rows], lr=0.1)
    _, grads = gradients(params, x[rows], y[rows])
    assert loss == cross_entropy(predict(params, x[rows]), y[rows])
    for new, old, grad in zip(after, params, grads, strict=True):
        np.testing.assert_array_equal(new, old - 0.1 * grad)
