"""Laws of GELU, and the accuracy of its normal distribution."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worked.activations.gelu.with_numpy import (
    TAIL,
    _gate,
    _polynomial,
    gelu,
    gelu_backward,
)

values = st.lists(st.floats(-20, 20), min_size=1, max_size=20).map(np.array)


@pytest.mark.parametrize(
    ("dtype", "rounded", "fitted"),
    [(np.float32, 2.5e-7, 2e-9), (np.float64, 6e-16, 4e-16)],
)
def test_normal_distribution_against_the_error_function(dtype, rounded, fitted):
    z = np.linspace(-10, 10, 30_011).astype(dtype)
    exact = np.array([math.erfc(-x / math.sqrt(2)) / 2 for x in z.tolist()])
    density = np.array([math.exp(-x * x / 2) for x in z.tolist()])
    cdf, slope = _gate(z, "none")
    assert cdf.dtype == slope.dtype == dtype
    np.testing.assert_allclose(cdf, exact, rtol=0, atol=rounded)
    np.testing.assert_allclose(
        slope, density / math.sqrt(2 * math.pi), rtol=0, atol=rounded
    )
    # What is left of the error when the polynomials are computed in float64.
    top, bottom = (_polynomial(-z[z < 0].astype(float), c) for c in TAIL[z.dtype])
    np.testing.assert_allclose(
        top / bottom * density[z < 0], exact[z < 0], rtol=0, atol=fitted
    )


def test_no_coefficient_is_negative_so_that_no_digits_cancel():
    for both in TAIL.values():
        assert all(coefficient > 0 for some in both for coefficient in some)


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
