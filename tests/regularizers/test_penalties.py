"""What the penalties promise: zeros by L1, the same minimum by three ways of L2."""

import numpy as np
import pytest

from worked.optimizers.sgd.with_numpy import sgd
from worked.regularizers.ridge.with_numpy import effective_dof, ridge
from worked.regularizers.softshrink.with_numpy import softshrink
from worked.regularizers.weight_decay.with_numpy import (
    l2_penalty_backward,
    weight_decay,
)

rng = np.random.default_rng(0)
x = rng.normal(size=(30, 6))
y = x @ np.array([2.0, -1.0, 0.5, 0.0, 0.0, 0.0]) + 0.3 * rng.normal(size=30)


@pytest.mark.parametrize("lambd", [0.0, 0.3, 1.0])
def test_soft_shrinkage_is_the_minimum_of_its_problem(lambd):
    grid = np.linspace(-4, 4, 80_001)
    for value in (-2.0, -0.2, 0.0, 0.7, 3.0):
        cost = 0.5 * (grid - value) ** 2 + lambd * np.abs(grid)
        wanted = grid[cost.argmin()]
        assert abs(softshrink(np.array(value), lambd) - wanted) < 2e-4


def test_on_features_at_right_angles_the_lasso_is_one_shrinkage():
    q = np.linalg.qr(x)[0]  # (30, 6)
    w = np.zeros(6)
    for _ in range(200):  # half the squared error; the largest curvature is 1
        w = softshrink(w - 0.5 * q.T @ (q @ w - y), 0.5 * 0.4)
    np.testing.assert_allclose(w, softshrink(q.T @ y, 0.4), atol=1e-12)


def test_proximal_steps_give_the_lasso_of_scikit_learn():
    from sklearn.linear_model import Lasso

    w, count = np.zeros(6), len(x)
    for _ in range(3000):
        w = softshrink(w - 0.1 * x.T @ (x @ w - y) / count, 0.1 * 0.2)
    wanted = Lasso(alpha=0.2, fit_intercept=False, tol=1e-12).fit(x, y).coef_
    np.testing.assert_allclose(w, wanted, atol=1e-8)
    assert 0 < (w == 0).sum() < 6
    np.testing.assert_array_equal(w == 0, wanted == 0)


def test_closed_form_penalty_and_decay_agree():
    alpha, count = 3.0, len(x)
    strength = 2 * alpha / count  # for a mean of squares and half the squared weights
    in_loss, in_step, by_option = np.zeros(6), np.zeros(6), np.zeros(6)
    for _ in range(2000):
        grads = [2 / count * x.T @ (x @ w - y) for w in (in_loss, in_step, by_option)]
        in_loss = in_loss - 0.05 * (
            grads[0] + l2_penalty_backward(1.0, in_loss, strength)
        )
        in_step = weight_decay(in_step, 0.05, strength) - 0.05 * grads[1]
        by_option, _ = sgd(by_option, grads[2], lr=0.05, weight_decay=strength)
    for w in (in_loss, in_step, by_option):
        np.testing.assert_allclose(w, ridge(x, y, alpha), rtol=1e-10)


def test_ridge_is_that_of_scikit_learn():
    from sklearn.linear_model import Ridge

    for alpha in (1e-3, 1.0, 100.0):
        wanted = Ridge(alpha=alpha, fit_intercept=False).fit(x, y).coef_
        np.testing.assert_allclose(ridge(x, y, alpha), wanted, rtol=1e-9)


def test_degrees_of_freedom_are_the_trace_of_the_hat_matrix():
    for alpha in (0.1, 5.0, 80.0):
        fitted = [x @ ridge(x, unit, alpha) for unit in np.eye(len(x))]
        np.testing.assert_allclose(np.trace(fitted), effective_dof(x, alpha), rtol=1e-9)
    assert effective_dof(x, 1e-12) == pytest.approx(6)
