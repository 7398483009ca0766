"""Laws of softplus."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worked.activations.relu.with_numpy import relu
from worked.activations.sigmoid.with_numpy import sigmoid_backward
from worked.activations.softplus.with_numpy import softplus, softplus_backward

values = st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=20).map(np.array)
sharpness = st.floats(0.1, 50)


@given(values, sharpness)
def test_lies_above_relu_by_log_two_over_beta_at_most(z, beta):
    gap = softplus(z, beta, threshold=np.inf) - relu(z)
    assert (gap >= -1e-12).all()
    assert (gap <= np.log(2) / beta + 1e-12).all()


@given(values, sharpness)
def test_difference_of_both_signs_is_the_input(z, beta):
    both = softplus(z, beta, np.inf) - softplus(-z, beta, np.inf)
    np.testing.assert_allclose(both, z, rtol=1e-13, atol=1e-13)


@given(values, sharpness)
def test_the_threshold_costs_little(z, beta):
    with_it, without = softplus(z, beta), softplus(z, beta, threshold=np.inf)
    np.testing.assert_allclose(with_it, without, rtol=1e-15, atol=2.1e-9 / beta)


def test_the_slope_of_the_slope_is_that_of_a_sigmoid():
    z, step = np.linspace(-5, 5, 21), 1e-5
    ones = np.ones_like(z)
    change = softplus_backward(ones, z + step) - softplus_backward(ones, z - step)
    np.testing.assert_allclose(
        change / (2 * step), sigmoid_backward(ones, z), atol=1e-9
    )
