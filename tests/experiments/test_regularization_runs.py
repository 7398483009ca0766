"""The experiments behind the pages on regularization compute what they say."""

import numpy as np
import pytest

from worked.experiments import regularization_runs as runs
from worked.losses.cross_entropy.with_numpy import cross_entropy
from worked.regularizers.dropout.with_numpy import dropout
from worked.regularizers.ridge.with_numpy import ridge

rng = np.random.default_rng(0)
x = rng.random(size=(40, 64))
y = rng.integers(10, size=40)


@pytest.mark.parametrize("normalize", [False, True])
@pytest.mark.parametrize("share", [0.0, 0.4])
def test_gradients_against_central_differences(normalize, share):
    params, _ = runs.train(x, y, hidden=6, steps=3, normalize=normalize)
    targets = np.eye(10)[y]

    def draw():
        return np.random.default_rng(5)

    def loss(moved):
        z = x @ moved["w1"].T + moved["b1"]
        if normalize:
            z = (z - z.mean(0)) / np.sqrt(z.var(0) + 1e-5)
            z = moved["gain"] * z + moved["shift"]
        active = np.maximum(z, 0)
        mask = draw().random(active.shape) >= share if share else None
        kept = dropout(active, mask, share, bool(share))
        return cross_entropy(kept @ moved["w2"].T + moved["b2"], targets)

    grads = runs._gradients(dict(params), x, targets, share, normalize, True, draw())
    assert len(grads) == 4 + 2 * normalize
    for name, grad in grads.items():
        direction = rng.normal(size=grad.shape)
        ends = [
            loss({**params, name: params[name] + step * direction})
            for step in (1e-5, -1e-5)
        ]
        np.testing.assert_allclose(
            (grad * direction).sum(), (ends[0] - ends[1]) / 2e-5, rtol=1e-5, atol=1e-8
        )


def test_the_split_is_a_partition_with_one_test_set_for_all_counts():
    data, labels = np.arange(1797 * 2.0).reshape(1797, 2), np.arange(1797)
    small, large = runs.thirds(data, labels, 50), runs.thirds(data, labels, 597)
    for place in (1, 2):
        np.testing.assert_array_equal(small[place][1], large[place][1])
    assert sorted(np.concatenate([labels for _, labels in large])) == list(range(1797))
    with pytest.raises(ValueError, match="count: wanted at most 597, got 598"):
        runs.thirds(data, labels, 598)


def test_shifts_move_by_one_pixel_at_most():
    image = np.zeros((1, 8, 8))
    image[0, 3, 4] = 1
    seen = set()
    for _ in range(200):
        moved = runs.shifted(image.reshape(1, 64), rng).reshape(8, 8)
        seen.add(tuple(int(place[0]) for place in np.nonzero(moved)))
    assert seen == {(row, column) for row in (2, 3, 4) for column in (3, 4, 5)}


def test_labels_are_replaced_by_the_share():
    wrong = runs.mislabeled(np.zeros(10_000, int), 0.3) != 0
    assert abs(wrong.mean() - 0.3 * 0.9) < 0.02  # a tenth is right by chance


def test_training_learns_and_a_penalty_shrinks():
    plain, losses = runs.train(x, y, hidden=32, steps=200, every=50, watch=[(x, y)])
    assert losses.shape == (4, 1)
    assert losses[-1] < losses[0] / 5
    assert runs.accuracy(plain, x, y) == 1
    norms = [np.linalg.norm(plain["w1"])]
    for options in ({"weight_decay": 0.05}, {"l1": 0.05}):
        params, _ = runs.train(x, y, hidden=32, steps=200, **options)
        norms.append(np.linalg.norm(params["w1"]))
    assert norms[1] < norms[0] / 1.5
    assert (params["w1"] == 0).mean() > 0.5


def test_batch_normalization_keeps_statistics_for_test_time():
    params, _ = runs.train(x, y, hidden=32, steps=200, batch=40, normalize=True)
    np.testing.assert_allclose(
        params["mean"], (x @ params["w1"].T + params["b1"]).mean(0), atol=0.1
    )
    assert runs.accuracy(params, x, y) == 1


def test_the_fit_of_random_features_ends_with_ridge():
    few = runs.random_features((20, 40), seeds=2)
    same = runs.random_features((20, 40), alpha=1e-9, seeds=2)
    np.testing.assert_allclose(few, same, rtol=1e-4)


def test_proximal_steps_give_zeros_and_subgradient_steps_do_not():
    data = rng.normal(size=(50, 20))
    target = data[:, 0] - data[:, 1] + 0.1 * rng.normal(size=50)
    assert (runs.lasso(data, target, 0.3) == 0).sum() >= 15
    assert (runs.lasso(data, target, 0.3, proximal=False) == 0).sum() == 0


def test_descent_goes_to_the_minimum_by_the_powers_of_the_rule():
    data = rng.normal(size=(30, 4))
    gram, pull = data.T @ data / 30, rng.normal(size=4)
    path = runs.descent(gram, pull, 0.1, 2000)
    np.testing.assert_allclose(path[-1], np.linalg.solve(gram, pull), rtol=1e-6)
    values, vectors = np.linalg.eigh(gram)
    share = 1 - (1 - 0.1 * values) ** 7
    wanted = vectors @ (share / values * (vectors.T @ pull))
    np.testing.assert_allclose(path[7], wanted, rtol=1e-10)


def test_regression_with_dropout_fits_a_curve():
    points = np.linspace(-1, 1, 30)
    net = runs.regress(points, points**2, p=0.05, steps=800)
    hidden = np.maximum(points[:, None] @ net["weight1"].T + net["bias1"], 0)
    fitted = hidden @ net["weight2"].T + net["bias2"]
    assert np.abs(fitted[:, 0] - points**2).max() < 0.15


def test_legendre_polynomials_are_orthogonal():
    grid = (np.arange(100_000) + 0.5) / 50_000 - 1
    gram = runs.polynomial(grid, 4).T @ runs.polynomial(grid, 4) / 50_000
    np.testing.assert_allclose(gram, np.diag(2 / (2 * np.arange(1, 5) + 1)), atol=1e-6)
    assert ridge(runs.polynomial(grid, 1), grid, 1e-9) == pytest.approx(1)
