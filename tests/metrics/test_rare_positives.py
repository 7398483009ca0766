"""F1 and average precision are those of scikit-learn."""

import numpy as np
import pytest
from sklearn import metrics

from worked.metrics.average_precision_score.with_numpy import average_precision_score
from worked.metrics.f1_score.with_numpy import f1_score


@pytest.mark.parametrize("average", ["macro", "micro"])
@pytest.mark.parametrize("seed", range(3))
def test_f1_of_several_classes_is_scikit_learns(seed, average):
    rng = np.random.default_rng(seed)
    truth, guess = rng.integers(-2, 4, size=(2, 50))
    wanted = metrics.f1_score(truth, guess, average=average)
    assert np.isclose(f1_score(truth, guess, average), wanted, rtol=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_f1_of_two_classes_is_scikit_learns(seed):
    rng = np.random.default_rng(seed)
    truth, guess = rng.integers(0, 2, size=(2, 30))
    assert np.isclose(
        f1_score(truth, guess), metrics.f1_score(truth, guess), rtol=1e-12
    )
    precision = metrics.precision_score(truth, guess)
    recall = metrics.recall_score(truth, guess)
    harmonic = 2 / (1 / precision + 1 / recall)
    assert np.isclose(f1_score(truth, guess), harmonic, rtol=1e-12)


def test_together_it_is_the_accuracy():
    truth, guess = np.random.default_rng(0).integers(0, 5, size=(2, 80))
    assert np.isclose(f1_score(truth, guess, "micro"), (truth == guess).mean())


@pytest.mark.parametrize("digits", [0, 1, 9])
@pytest.mark.parametrize("seed", range(3))
def test_average_precision_is_scikit_learns(seed, digits):
    rng = np.random.default_rng(seed)
    truth = (rng.random(200) < 0.1).astype(int)
    truth[0] = 1
    score = np.round(rng.normal(size=200) + truth, digits)
    wanted = metrics.average_precision_score(truth, score)
    assert np.isclose(average_precision_score(truth, score), wanted, rtol=1e-12)


def test_a_random_order_reaches_the_share_of_positives():
    rng = np.random.default_rng(0)
    truth = np.arange(1000) < 100
    found = [average_precision_score(truth, rng.random(1000)) for _ in range(200)]
    # A small excess remains for 1,000 examples; it is below a tenth of the share.
    assert abs(np.mean(found) - 0.1) < 0.01
    assert np.isclose(average_precision_score(truth, np.zeros(1000)), 0.1)
