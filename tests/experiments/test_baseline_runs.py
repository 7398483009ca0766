"""The experiments that compare networks with simpler models compute what they say."""

import numpy as np
import pytest

from worked.experiments import baseline_runs as runs

rng = np.random.default_rng(0)


@pytest.mark.parametrize("smooth", [False, True])
def test_the_risk_of_customers_is_the_share_that_leaves(smooth):
    table, left, risk = runs.customers(20_000, np.random.default_rng(0), 2, smooth)
    assert table.shape == (20_000, 8)
    for part in np.array_split(np.argsort(risk), 10):
        spread = np.sqrt((risk[part] * (1 - risk[part])).mean() / len(part))
        assert abs(left[part].mean() - risk[part].mean()) < 4 * spread
    noise = [np.corrcoef(column, risk)[0, 1] for column in table[:, 6:].T]
    assert np.abs(noise).max() < 0.03 < abs(np.corrcoef(table[:, 0], risk)[0, 1])


def test_only_smooth_risks_have_linear_log_odds():
    for smooth in (True, False):
        table, _, risk = runs.customers(500, np.random.default_rng(0), 0, smooth)
        design = np.c_[table, np.ones(500)]
        log_odds = np.log(risk / (1 - risk))
        rest = log_odds - design @ np.linalg.lstsq(design, log_odds, rcond=None)[0]
        assert (np.abs(rest).max() < 1e-9) == smooth


def test_a_rotation_keeps_lengths():
    turn = runs.rotation(5, np.random.default_rng(0))
    assert np.allclose(turn @ turn.T, np.eye(5))


def test_the_area_counts_pairs():
    target, score = rng.integers(2, size=60), rng.integers(5, size=60).astype(float)
    ones, zeros = score[target == 1], score[target == 0]
    pairs = (ones[:, None] > zeros) + 0.5 * (ones[:, None] == zeros)
    assert np.isclose(runs.auc(target, score), pairs.mean())
    assert runs.auc(np.array([0, 1]), np.array([0.2, 0.3])) == 1


def test_calibration_of_right_and_of_exaggerated_risks():
    risk = np.repeat([0.1, 0.3, 0.5, 0.7], 1000)
    target = np.concatenate([np.arange(1000) < 1000 * r for r in (0.1, 0.3, 0.5, 0.7)])
    assert runs.calibration_error(target, risk, 4) < 1e-12
    assert np.isclose(runs.calibration_error(target, risk + 0.2, 4), 0.2)


def test_directions_of_edges():
    image = np.zeros((2, 12, 12))
    image[0, :, 6:] = 1  # brighter to the right: direction 0, but for the border
    image[1, 6:, :] = 1  # brighter downward: a quarter turn, 2 of 8
    inner = runs.orientations(image)
    assert inner[0].argmax() in (0, 4)  # the border of the canvas is an edge, too
    assert inner[1].argmax() in (2, 6)
    assert np.allclose((inner**2).sum(axis=1), 1)
    picture = np.zeros((2, 14, 14))
    picture[0, 2:6, 3:7] = patch = rng.random((4, 4))
    picture[1, 7:11, 5:9] = patch
    first, second = runs.orientations(picture)
    assert np.allclose(first, second)  # places are forgotten
    first, second = runs.orientations(picture, cells=2)
    assert not np.allclose(first, second)
    assert np.allclose(runs.orientations(np.zeros((1, 6, 6))), 0)


def test_the_network_learns_and_answers_with_probabilities():
    x = rng.normal(size=(300, 2))
    y = (x[:, 0] * x[:, 1] > 0).astype(int)  # exclusive or: no line will do
    prob = runs.network(x[:200], y[:200], x[200:], epochs=60)
    assert np.allclose(prob.sum(axis=1), 1)
    assert (prob.argmax(axis=1) == y[200:]).mean() > 0.85


def test_all_models_get_the_same_examples():
    def draw(count, rng):
        return rng.normal(size=(count, 2)), np.arange(count), np.zeros((3, 2)), "truth"

    seen = []

    def fit(x, y, query, seed):
        seen.append((len(x), x.sum(), seed))
        return len(x) + seed / 10

    found = runs.compare(
        {"a": fit, "b": fit}, draw, (4, 6), lambda truth, answer: answer
    )
    assert np.allclose(found[0], [[4, 4.1, 4.2], [6, 6.1, 6.2]])
    assert (found[0] == found[1]).all()
    assert seen[::2] == seen[1::2]
    assert len(set(seen)) == 6
