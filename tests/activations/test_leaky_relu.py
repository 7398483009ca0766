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
