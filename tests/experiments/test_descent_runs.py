"""What the runs of gradient descent are said to be."""

import numpy as np
import pytest

from worked.experiments.descent_runs import (
    descend,
    fit_linear,
    monitor,
    steps_needed,
)

rng = np.random.default_rng(0)
X = rng.normal(size=(40, 3))


def test_descent_on_a_quadratic_shrinks_each_direction_by_its_own_factor():
    curvature = np.array([1.0, 10.0])
    path = descend(lambda w: curvature * w, np.array([2.0, 1.0]), 0.15, 8)
    wanted = np.array([2.0, 1.0]) * (1 - 0.15 * curvature) ** np.arange(9)[:, None]
    assert np.allclose(path, wanted)


def test_heavy_ball_adds_a_share_of_the_last_step():
    path = descend(lambda w: w, np.array([1.0]), 0.1, 2, momentum=0.5)[:, 0]
    assert np.allclose(path, [1, 0.9, 0.9 - 0.09 - 0.05])


def test_steps_grow_with_the_condition_number_and_with_its_root():
    assert steps_needed(1.0) == 1
    plain, ball = (
        [steps_needed(k, momentum=m) for k in (100, 400)] for m in (False, True)
    )
    assert 3.8 < plain[1] / plain[0] < 4.2
    assert 1.7 < ball[1] / ball[0] < 2.3


@pytest.mark.parametrize("batch", [None, 10])
def test_linear_regression_finds_the_exact_weights(batch):
    y = X @ [1.0, -2.0, 3.0] + 4
    weight, losses = fit_linear(X, y, 0.2, 500, batch=batch)
    assert np.allclose(weight, [1, -2, 3, 4])
    assert losses[-1] < 1e-12 < losses[0]


def test_a_watched_run_records_what_it_says():
    y = (X[:, 0] > 0).astype(int)
    record, params = monitor((X, y), (X, y), 100)
    assert np.allclose(record["train"], record["valid"])
    assert record["train"][-1] < record["train"][0] / 5
    assert record["accuracy"][-1] > 0.95
    assert (record["gradient"] > 0).all()
    assert len(params) == 6
