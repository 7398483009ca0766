"""Laws of the Heaviside step."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worked.activations.heaviside.with_numpy import heaviside
from worked.activations.sigmoid.with_numpy import sigmoid

values = st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=20).map(np.array)


@given(values, st.floats(1e-3, 1e3))
def test_a_positive_factor_changes_nothing(z, factor):
    half = np.array(0.5)
    np.testing.assert_array_equal(heaviside(factor * z, half), heaviside(z, half))


@given(values)
def test_yes_and_no_sum_to_one(z):
    half = np.array(0.5)
    np.testing.assert_array_equal(heaviside(z, half) + heaviside(-z, half), 1)


def test_a_cold_sigmoid_approaches_the_step_except_at_zero():
    z = np.array([-1.0, -0.1, 0.0, 0.1, 1.0])
    step = heaviside(z, np.array(0.5))
    gaps = [np.abs(sigmoid(z / t) - step).max() for t in (1.0, 0.1, 0.01)]
    assert gaps[0] > gaps[1] > gaps[2]
    assert gaps[2] < 1e-4
    assert all(sigmoid(np.array(0.0) / t) == 0.5 for t in (1.0, 0.1, 0.01))
