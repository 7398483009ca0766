import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worked.losses.binary_cross_entropy.with_numpy import (
    binary_cross_entropy,
    binary_cross_entropy_backward,
)


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_no_prediction_is_cheaper_than_the_true_probability(truth, guess):
    truth, guess = np.array([truth]), np.array([guess])
    floor = binary_cross_entropy(truth, truth)
    assert binary_cross_entropy(guess, truth) >= floor - 1e-15


@given(st.floats(0.01, 0.99), st.sampled_from([0.0, 1.0]))
def test_the_slope_of_a_sigmoid_leaves_probability_minus_label(prob, label):
    grad, _ = binary_cross_entropy_backward(1.0, np.array([prob]), np.array([label]))
    assert grad[0] * prob * (1 - prob) == pytest.approx(prob - label, rel=1e-12)


def test_no_loss_exceeds_one_hundred():
    prob = np.array([0.0, 1.0, 1e-300])
    loss = binary_cross_entropy(prob, np.array([1.0, 0.0, 1.0]), reduction="none")
    np.testing.assert_array_equal(loss, 100)
