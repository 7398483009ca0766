import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from worked.losses.l1_loss.with_numpy import l1_loss, l1_loss_backward
from worked.losses.mse_loss.with_numpy import mse_loss

SAMPLE = arrays(np.float64, (7,), elements=st.floats(-100, 100))


@given(SAMPLE, st.floats(-100, 100))
def test_no_constant_is_cheaper_than_the_median(sample, guess):
    best = l1_loss(np.full(7, np.median(sample)), sample)
    assert best <= l1_loss(np.full(7, guess), sample) + 1e-9


@given(SAMPLE, st.floats(-100, 100))
def test_under_squares_no_constant_is_cheaper_than_the_mean(sample, guess):
    best = mse_loss(np.full(7, sample.mean()), sample)
    assert best <= mse_loss(np.full(7, guess), sample) + 1e-9


def test_a_broken_input_stays_visible_in_the_gradient():
    grad, _ = l1_loss_backward(1.0, np.array([np.nan, 1.0]), np.zeros(2))
    assert np.isnan(grad[0])
    assert grad[1] == 0.5
