"""Laws of ReLU."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worked.activations.relu.with_numpy import relu, relu_backward

values = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20).map(np.array)


@given(values)
def test_twice_is_once(z):
    np.testing.assert_array_equal(relu(relu(z)), relu(z))


@given(values, st.floats(0, 1e3))
def test_a_positive_factor_passes_through(z, factor):
    np.testing.assert_array_equal(relu(factor * z), factor * relu(z))


@given(values)
def test_input_is_split_in_two_parts(z):
    np.testing.assert_array_equal(relu(z) - relu(-z), z)


@given(values)
def test_output_is_input_times_slope(z):
    np.testing.assert_array_equal(relu(z), z * relu_backward(np.ones_like(z), z))
