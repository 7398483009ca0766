"""Linear models against what they must reach."""

import numpy as np

from worked.baselines.linear_regression.with_numpy import linear_regression
from worked.baselines.linear_svm.with_numpy import linear_svm
from worked.baselines.logistic_regression.with_numpy import logistic_regression
from worked.experiments.descent_runs import fit_linear

rng = np.random.default_rng(0)
x = rng.normal(size=(60, 3))
y = x @ [1.0, -2.0, 0.5] + 0.7 + 0.3 * rng.normal(size=60)


def test_descent_ends_at_the_least_squares_weights():
    exact = linear_regression(x, y)
    found, losses = fit_linear(x, y, 0.2, 500)
    assert np.abs(found - exact).max() < 1e-10
    assert (np.diff(losses) < 1e-12).all()


def test_logistic_regression_ends_where_the_gradient_is_zero():
    target = (y + rng.normal(size=60) > 0).astype(float)
    weight = logistic_regression(x, target, lr=1.0, steps=3000, weight_decay=0.01)
    score = x @ weight[:-1] + weight[-1]
    delta = 1 / (1 + np.exp(-score)) - target
    assert np.abs(delta @ x / 60 + 0.01 * weight[:-1]).max() < 1e-10
    assert abs(delta.mean()) < 1e-10


def test_logistic_weights_grow_without_end_on_separable_data():
    target = (y > 0).astype(float)
    sizes = [
        np.linalg.norm(logistic_regression(x, target, steps=n)) for n in (100, 1000)
    ]
    assert sizes[1] > 1.5 * sizes[0]


def test_the_margin_widens_with_the_penalty():
    target = np.where(y > 0, 1.0, -1.0)
    narrow, wide = (
        np.linalg.norm(linear_svm(x, target, 0.05, 3000, decay)[:-1])
        for decay in (0.001, 0.1)
    )
    assert wide < narrow
    weight = linear_svm(x, target, 0.05, 3000, 0.001)
    assert (np.sign(x @ weight[:-1] + weight[-1]) == target).mean() > 0.9
