"""Laws of tanh."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worked.activations.sigmoid.with_numpy import sigmoid
from worked.activations.tanh.with_numpy import tanh, tanh_backward

values = st.lists(st.floats(-30, 30), min_size=1, max_size=20).map(np.array)


@given(values)
def test_odd(z):
    np.testing.assert_array_equal(tanh(-z), -tanh(z))


@given(values)
def test_is_a_stretched_sigmoid(z):
    np.testing.assert_allclose(tanh(z), 2 * sigmoid(2 * z) - 1, atol=1e-15)


@given(values)
def test_slope_lies_between_zero_and_one(z):
    slope = tanh_backward(np.ones_like(z), z)
    assert (slope >= 0).all()
    assert (slope <= 1).all()
