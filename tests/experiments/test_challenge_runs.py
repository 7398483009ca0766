"""The experiments behind the page on challenges compute what they say."""

import numpy as np
import pytest

from worked.experiments import challenge_runs as runs

rng = np.random.default_rng(0)
x, y = rng.normal(size=(8, 20)), np.arange(8)


@pytest.mark.parametrize("seed", range(3))
def test_eight_examples_are_learned_by_heart_unless_a_fault_prevents_it(seed):
    last = {fault: runs.by_heart(x, y, fault, seed=seed)[-1] for fault in runs.FAULTS}
    assert max(last["none"], last["wrong labels"]) < 0.05
    floor = np.log(1 + 7 * np.exp(-1))  # probabilities 1 and 0, taken for logits
    assert last["softmax before the loss"] >= floor
    assert np.isclose(last["all weights zero"], np.log(8))
    assert last["inputs shuffled, labels not"] > 1


def test_an_unknown_fault_is_refused():
    with pytest.raises(
        ValueError, match=r"fault: wanted one of .*, got 'none of them'"
    ):
        runs.by_heart(x, y, "none of them")


def test_never_resetting_adds_all_gradients_up():
    first = runs.by_heart(x, y, "none", steps=2)
    second = runs.by_heart(x, y, "gradients never reset", steps=3)
    np.testing.assert_array_equal(first, second[:2])
    assert second[2] != runs.by_heart(x, y, "none", steps=3)[2]


def test_the_probability_of_fraud_is_calibrated():
    label, score, prob = runs.rare(200_000, 0.05, np.random.default_rng(0))
    assert abs(label.mean() - 0.05) < 5 * (0.05 * 0.95 / 200_000) ** 0.5
    for low, high in ((0, 0.02), (0.02, 0.1), (0.1, 0.5), (0.5, 1)):
        rows = (low <= prob) & (prob < high)
        spread = (prob[rows] * (1 - prob[rows])).sum() ** 0.5 / rows.sum()
        assert abs(label[rows].mean() - prob[rows].mean()) < 5 * spread
    assert np.isclose(score[label == 1].mean() - score[label == 0].mean(), 2, atol=0.1)
