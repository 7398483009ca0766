"""What the runs with right and wrong gradients are said to be."""

import numpy as np
import pytest

from worked.experiments.backpropagation_runs import (
    RULES,
    cosines,
    gradients,
    init,
    predict,
    random_search,
    train,
)
from worked.losses.cross_entropy.with_numpy import cross_entropy

rng = np.random.default_rng(0)
WEIGHTS = init((5, 4, 4, 4, 3), rng)
FEEDBACK = init((5, 4, 4, 4, 3), rng)
FEATURES, CLASSES = rng.normal(size=(20, 5)), rng.integers(3, size=20)


def test_the_right_rule_is_the_derivative():
    grads = gradients(WEIGHTS, FEATURES, CLASSES)
    direction = [rng.normal(size=w.shape) for w in WEIGHTS]

    def loss(step):
        moved = [w + step * d for w, d in zip(WEIGHTS, direction, strict=True)]
        return cross_entropy(predict(moved, FEATURES)[-1], CLASSES)

    slope = (loss(1e-6) - loss(-1e-6)) / 2e-6
    expected = sum(np.vdot(g, d) for g, d in zip(grads, direction, strict=True))
    assert np.isclose(slope, expected, rtol=1e-7)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "right"])
def test_every_fault_changes_the_first_layer(rule):
    right = gradients(WEIGHTS, FEATURES, CLASSES)
    given = gradients(WEIGHTS, FEATURES, CLASSES, rule, FEEDBACK)
    assert not np.allclose(given[0], right[0])
    if rule == "wrong sign":
        assert np.allclose(cosines(given, right), -1)
    else:
        assert np.allclose(given[-1], right[-1])  # the last layer is never spoiled


def test_one_sign_can_be_wrong_alone():
    given = gradients(WEIGHTS, FEATURES, CLASSES, "wrong sign, layer 1")
    angles = cosines(given, gradients(WEIGHTS, FEATURES, CLASSES))
    assert np.allclose(angles, [-1, 1, 1, 1])


def test_both_searches_start_from_the_same_weights():
    losses, angles, _ = train(FEATURES, CLASSES, epochs=2, seed=3)
    found = random_search(FEATURES, CLASSES, 0.1, 30, seed=3)
    assert losses[0] == found[0]
    assert np.allclose(angles, 1)
    assert (np.diff(found) <= 0).all()
