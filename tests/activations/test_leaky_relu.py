"""Laws of leaky ReLU."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worked.activations.leaky_relu.with_numpy import leaky_relu, leaky_relu_backward
from worked.activations.relu.with_numpy import relu

values = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20).map(np.array)
slopes = st.floats(0.001, 1)


@given(values)
def test_slope_zero_is_relu_and_slope_one_the_identity(z):
    np.testing.assert_array_equal(leaky_relu(z, 0.0), relu(z))
    np.testing.assert_array_equal(leaky_relu(z, 1.0), z)


@given(values, slopes)
def test_the_inverse_has_the_inverse_slope(z, slope):
    np.testing.assert_allclose(
        leaky_relu(leaky_relu(z, slope), 1 / slope), z, rtol=1e-14, atol=1e-300
    )


@given(values, slopes)
def test_no_gradient_is_cut_off(z, slope):
    grad = leaky_relu_backward(np.ones_like(z), z, slope)
    assert (grad >= slope).all()


@given(st.floats(0, 2), st.sampled_from([np.float32, np.float64]))
def test_the_gradient_of_what_is_positive_is_passed_unchanged(slope, dtype):
    grad = np.array([0.1, 3.0, -7.7], dtype)
    passed = leaky_relu_backward(grad, np.ones(3, dtype), slope)
    np.testing.assert_array_equal(passed, grad)
