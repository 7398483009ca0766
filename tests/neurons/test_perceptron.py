"""What is peculiar to threshold units and the perceptron rule: separability and the bound."""

from itertools import product

import numpy as np
import pytest

from worked.neurons.perceptron.with_numpy import mistake_bound, perceptron
from worked.neurons.threshold_unit.with_numpy import threshold_unit

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def separable(seed, count=60, features=4, margin=0.2):
    rng = np.random.default_rng(seed)
    normal = rng.normal(size=features + 1)
    x = rng.normal(size=(20 * count, features))
    score = (x @ normal[:-1] + normal[-1]) / np.linalg.norm(normal)
    x, score = x[np.abs(score) > margin][:count], score[np.abs(score) > margin][:count]
    return x, (score > 0).astype(float), normal


@pytest.mark.parametrize("seed", range(10))
def test_mistakes_stay_below_the_bound_and_end(seed):
    x, y, normal = separable(seed)
    bound = mistake_bound(x, y, normal)
    path = perceptron(x, y, np.tile(np.arange(len(x)), int(bound) + 2))
    assert 0 < len(path) - 1 <= bound
    answers = threshold_unit(x, path[-1:, :-1], path[-1:, -1])[:, 0]
    assert (answers == y).all()
    assert (
        mistake_bound(x, y, path[-1]) >= len(path) - 1
    )  # each separator gives a bound


def test_the_rate_only_scales_the_weights():
    x, y, _ = separable(0)
    order = np.tile(np.arange(len(x)), 50)
    slow, fast = (perceptron(x, y, order, lr) for lr in (0.5, 4.0))
    assert np.allclose(8 * slow, fast, rtol=1e-12)


def test_fourteen_of_the_sixteen_gates_are_learned_and_the_others_never():
    failed = []
    for gate in product((0.0, 1.0), repeat=4):
        path = perceptron(CORNERS, np.array(gate), np.tile(np.arange(4), 100))
        answers = threshold_unit(CORNERS, path[:, :-1], path[:, -1]).T
        right = answers == np.array(gate)
        if not right[-1].all():
            failed.append(gate)
            assert right.sum(1).max() <= 3  # nor did any weights on the way
            assert len(path) > 100  # it goes on making mistakes
    assert failed == [(0, 1, 1, 0), (1, 0, 0, 1)]  # exclusive or, and its opposite


def test_weights_repeat_on_exclusive_or():
    path = perceptron(
        CORNERS, np.array([0.0, 1.0, 1.0, 0.0]), np.tile(np.arange(4), 100)
    )
    assert len(np.unique(path, axis=0)) < 12 < len(path)
