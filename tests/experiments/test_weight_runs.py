"""What the runs of weights and biases are said to be."""

import numpy as np
import pytest

from worked.experiments.activation_runs import forward, init
from worked.experiments.weight_runs import kinks, learning_rules, train

rng = np.random.default_rng(0)
X = rng.normal(size=(60, 3))
CLASS = (X[:, 0] > 0).astype(int)


def start():
    params = init((3, 8, 2), 1.0, np.random.default_rng(1))
    return [(w, b + 0.5) for w, b in params]


@pytest.mark.parametrize("learns", ["all", "weights", "biases"])
def test_only_what_shall_learn_moves(learns):
    first = start()
    last, losses = train(first, X, CLASS, learns, epochs=3)
    for (w, b), (new_w, new_b) in zip(first, last, strict=True):
        assert (w != new_w).any() == (learns != "biases")
        assert (b != new_b).any() == (learns != "weights")
    assert losses[-1] < losses[0]
    assert all(
        np.array_equal(w, v) for (w, _), (v, _) in zip(first, start(), strict=True)
    )


def test_another_kind_is_refused():
    with pytest.raises(ValueError, match=r"learns: wanted one of .*, got 'gains'"):
        train(start(), X, CLASS, "gains")


def test_a_line_is_found_by_squared_error():
    line = X[:, :1] * 2 - 1
    params = init((3, 1), 1.0, rng)
    (pair,), losses = train(params, X, line, lr=0.1, epochs=200, batch=60)
    np.testing.assert_allclose(pair[0], [[2, 0, 0]], atol=1e-6)
    np.testing.assert_allclose(pair[1], [-1], atol=1e-6)
    assert losses[-1] < 1e-10


def test_kinks_are_where_the_curve_bends():
    params = [
        (np.array([[2.0], [-1.0]]), np.array([-2.0, 0.5])),
        (np.array([[3.0, 1.0]]), np.array([0.0])),
    ]
    assert np.array_equal(kinks(params), [1.0, 0.5])
    x = np.arange(-8, 17)[:, None] / 8
    bends = np.diff(forward(params, x, "relu")[1][-1][:, 0], 2)
    assert set(x[1:-1][bends != 0, 0]) == {0.5, 1.0}


@pytest.mark.parametrize("seed", range(5))
def test_only_the_gradient_learns_the_target(seed):
    errors = learning_rules(seed)
    assert errors["gradient"][-1] < 0.01 * errors["gradient"][0]
    assert errors["Hebb, own answer"][-1] > 10
    assert errors["Hebb, target"].min() < 0.2 < 3 < errors["Hebb, target"][-1]
    assert errors["Oja, own answer"][-1] > 0.01
    firsts = {error[0] for error in errors.values()}
    assert len(firsts) == 1
