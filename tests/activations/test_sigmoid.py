"""Laws of the sigmoid."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worked.activations.sigmoid.with_numpy import sigmoid, sigmoid_backward

scores = st.lists(st.floats(-50, 50), min_size=2, max_size=20).map(np.array)


@given(scores)
def test_probabilities_of_yes_and_no_sum_to_one(z):
    np.testing.assert_allclose(sigmoid(z) + sigmoid(-z), 1, rtol=1e-15)


@given(scores)
def test_order_of_scores_is_kept(z):
    assert (np.diff(sigmoid(np.sort(z))) >= 0).all()


@given(scores)
def test_slope_is_symmetric_and_a_quarter_at_most(z):
    slope = sigmoid_backward(np.ones_like(z), z)
    assert (slope > 0).all()
    assert (slope <= 0.25 * (1 + 1e-15)).all()
    np.testing.assert_array_equal(slope, sigmoid_backward(np.ones_like(z), -z))


@given(st.floats(0.001, 0.999))
def test_log_odds_are_the_inverse(p):
    np.testing.assert_allclose(sigmoid(np.array(np.log(p / (1 - p)))), p, rtol=1e-12)


def test_slope_keeps_its_digits_where_one_minus_sigmoid_is_zero():
    z = np.array(40.0)
    assert 1 - sigmoid(z) == 0
    np.testing.assert_allclose(
        sigmoid_backward(np.ones(()), z), np.exp(-40), rtol=1e-12
    )
