import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from worked.losses.multi_margin_loss.with_numpy import (
    multi_margin_loss,
    multi_margin_loss_backward,
)

SCORES = arrays(np.float64, (5, 4), elements=st.floats(-50, 50))
LABELS = arrays(np.int64, (5,), elements=st.integers(0, 3))


@given(SCORES, LABELS, st.sampled_from([1, 2]))
def test_gradient_of_a_row_sums_to_zero(scores, labels, p):
    grad = multi_margin_loss_backward(1.0, scores, labels, p)
    np.testing.assert_allclose(grad.sum(axis=1), 0, atol=1e-12)


@given(SCORES, LABELS)
def test_a_lead_of_the_margin_costs_nothing(scores, labels):
    led = scores.copy()
    led[np.arange(5), labels] = scores.max(axis=1) + 1.001
    assert multi_margin_loss(led, labels, reduction="sum") == 0


# PyTorch returns unwritten memory for these, so they are no cases of both sides.
def test_an_empty_batch_sums_to_zero_and_has_no_mean():
    scores, labels = np.zeros((0, 3)), np.zeros(0, np.int64)
    assert multi_margin_loss(scores, labels, reduction="sum") == 0
    assert np.isnan(multi_margin_loss(scores, labels))


def test_a_broken_score_stays_visible():
    assert np.isnan(multi_margin_loss(np.array([[np.nan, 0.0]]), np.array([0])))
