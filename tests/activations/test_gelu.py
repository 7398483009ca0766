"""Laws of GELU, and the accuracy of its normal distribution."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worked.activations.gelu.with_numpy import _normal_cdf, gelu, gelu_backward

values = st.lists(st.floats(-20, 20), min_size=1, max_size=20).map(np.array)


def test_normal_distribution_against_the_error_function():
    z = np.linspace(-10, 10, 30_011)  # no multiple of the table's step
    exact = np.array([math.erfc(-x / math.sqrt(2)) / 2 for x in z])
    np.testing.assert_allclose(_normal_cdf(z), exact, rtol=0, atol=4e-16)


@given(values)
def test_difference_of_both_signs_is_the_input(z):
    for approximate in ("none", "tanh"):
        both = gelu(z, approximate) - gelu(-z, approximate)
        np.testing.assert_allclose(both, z, rtol=1e-14, atol=1e-15)


@given(values)
def test_the_tanh_formula_is_close(z):
    np.testing.assert_allclose(gelu(z, "tanh"), gelu(z), atol=5e-4)


@given(values)
def test_floor_and_largest_slope(z):
    assert (gelu(z) >= -0.16998).all()
    slope = gelu_backward(np.ones_like(z), z)
    assert (slope <= 1.129).all()
    assert (slope >= -0.129).all()


def test_the_tanh_formula_survives_what_its_cube_does_not():
    # PyTorch answers NaN for this gradient, so it cannot be a case of both sides.
    z = np.array([1e200, -1e200])
    np.testing.assert_array_equal(gelu(z, "tanh"), [1e200, 0])
    np.testing.assert_array_equal(gelu_backward(np.ones(2), z, "tanh"), [1, 0])
