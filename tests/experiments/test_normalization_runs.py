"""What the runs with and without batch normalization are said to be."""

import numpy as np
import pytest

from worked.experiments.normalization_runs import (
    KINDS,
    accuracy,
    classify,
    gradients,
    init,
    preactivations,
    residual,
    train,
)

rng = np.random.default_rng(0)
PARAMS = init((5, 6, 6, 3), rng)
X, Y = rng.normal(size=(20, 5)), rng.integers(3, size=20)


@pytest.mark.parametrize("kind", KINDS)
def test_the_gradient_is_the_derivative(kind):
    grads = gradients(PARAMS, X, Y, kind, np.random.default_rng(1))[1]
    way = [rng.normal(size=p.shape) for p in PARAMS]

    def loss(step):
        moved = [p + step * d for p, d in zip(PARAMS, way, strict=True)]
        return gradients(moved, X, Y, kind, np.random.default_rng(1))[0]

    slope = (loss(1e-6) - loss(-1e-6)) / 2e-6
    expected = sum(np.vdot(g, d) for g, d in zip(grads, way, strict=True))
    assert np.isclose(slope, expected, rtol=1e-6)


def test_training_learns_and_changes_no_argument():
    before = [p.copy() for p in PARAMS]
    params, losses = train(PARAMS, X, Y, "batch norm", 0.1, 60, batch=20)
    assert losses[-1] < losses[0] / 2
    assert all(np.array_equal(a, b) for a, b in zip(before, PARAMS, strict=True))
    assert accuracy(params, X, Y, "batch norm", X) > 0.7


def test_normalized_preactivations_have_mean_0_and_variance_1():
    for u in preactivations(PARAMS, X, "batch norm")[:-1]:
        assert np.abs(u.mean(0)).max() < 1e-9
        assert np.abs(u.var(0) - 1).max() < 1e-3


@pytest.mark.parametrize("place", ["branch", "sum"])
def test_residual_gradient_follows_from_a_chain_of_one_block(place):
    sizes, grads = residual(1, place, 0)
    assert len(sizes) == len(grads) == 2
    assert grads[-1] == 1
    assert (place == "sum") == (abs(sizes[-1] - 1) < 0.01)


@pytest.mark.parametrize(
    "model", ["least squares", "ridge", "nearest neighbors", "gradient descent"]
)
def test_classifiers_tell_two_heaps_apart(model):
    target = np.arange(60) % 2
    heaps = rng.normal(size=(60, 3)) + 4 * target[:, None]
    assert (classify(model, heaps, target, heaps) == target).mean() > 0.95
