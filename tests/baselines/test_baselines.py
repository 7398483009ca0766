"""Baselines against what they must reach, and against scikit-learn's."""

import numpy as np
import pytest
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.neighbors import KNeighborsClassifier

from worked.baselines.gradient_boosting.with_numpy import gradient_boosting
from worked.baselines.knn_classifier.with_numpy import knn_classifier
from worked.baselines.linear_regression.with_numpy import linear_regression
from worked.baselines.linear_svm.with_numpy import linear_svm
from worked.baselines.logistic_regression.with_numpy import logistic_regression
from worked.baselines.softmax_regression.with_numpy import softmax_regression
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


def test_two_classes_make_softmax_regression_logistic():
    target = (y + rng.normal(size=60) > 0).astype(int)
    rows = softmax_regression(x, target, lr=0.5, steps=50)
    weight = logistic_regression(x, target.astype(float), lr=1.0, steps=50)
    assert np.allclose(rows.sum(axis=0), 0)
    assert np.allclose(rows[1] - rows[0], weight)  # two rows: half the rate for each


def test_softmax_regression_ends_where_the_gradient_is_zero():
    target = np.digitize(y + rng.normal(size=60), [-1.0, 2.0])
    rows = softmax_regression(x, target, lr=1.0, steps=3000, weight_decay=0.01)
    scores = np.c_[x, np.ones(60)] @ rows.T
    prob = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    delta = prob - np.eye(3)[target]
    assert np.abs(delta.T @ x / 60 + 0.01 * rows[:, :-1]).max() < 1e-9
    assert np.abs(delta.mean(axis=0)).max() < 1e-9


def test_neighbors_are_those_of_scikit_learn():
    target = rng.integers(4, size=60)
    query = rng.normal(size=(40, 3))
    for count in (1, 4, 9):
        theirs = KNeighborsClassifier(count, algorithm="brute").fit(x, target)
        ours = knn_classifier(x, target, query, count)
        assert (ours == theirs.predict(query)).all()


def test_a_neighbor_ignores_shifts_and_follows_scales():
    target = (x[:, 0] > 0).astype(int)
    query = rng.normal(size=(200, 3))
    shift, scale = np.array([5.0, -3.0, 100.0]), np.array([1.0, 1.0, 100.0])
    plain = knn_classifier(x, target, query)
    assert (knn_classifier(x + shift, target, query + shift) == plain).all()
    scaled = knn_classifier(x * scale, target, query * scale)
    truth = query[:, 0] > 0
    assert (scaled == truth).mean() < (plain == truth).mean() - 0.1


@pytest.mark.parametrize("rate", [0.1, 0.7, 1.0])
def test_stumps_are_those_of_scikit_learn(rate):
    table = np.float32(rng.normal(size=(120, 6))).astype(
        float
    )  # its trees split float32
    target = np.sin(table[:, 0]) + table[:, 1] * table[:, 2] + rng.normal(size=120)
    query = np.float32(rng.normal(size=(50, 6))).astype(float)
    theirs = GradientBoostingRegressor(
        n_estimators=80, learning_rate=rate, max_depth=1, random_state=0
    )
    theirs.fit(table, target)
    ours = gradient_boosting(table, target, query, 80, rate)
    assert np.allclose(ours, theirs.predict(query), rtol=1e-10, atol=1e-12)


def test_each_stump_lowers_the_training_error():
    errors = [
        ((gradient_boosting(x, y, x, count, 0.3) - y) ** 2).mean()
        for count in range(30)
    ]
    assert (np.diff(errors) < 0).all()
    assert np.isclose(errors[0], y.var())


def test_stumps_do_not_see_scales_but_rotations():
    q, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    plain = gradient_boosting(x, y, x, 20)
    assert np.allclose(gradient_boosting(np.exp(x), y, np.exp(x), 20), plain)
    assert not np.allclose(gradient_boosting(x @ q, y, x @ q, 20), plain, atol=0.1)


def test_sums_of_stumps_cannot_hold_an_interaction():
    corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    either = np.array([0.0, 1.0, 1.0, 0.0])  # exclusive or
    assert np.allclose(gradient_boosting(corners, either, corners, 500, 1.0), 0.5)
