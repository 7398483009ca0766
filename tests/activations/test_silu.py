"""Laws of SiLU and Swish."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worked.activations.relu.with_numpy import relu
from worked.activations.silu.with_numpy import (
    silu,
    silu_backward,
    swish,
    swish_backward,
)

values = st.lists(st.floats(-100, 100), min_size=1, max_size=20).map(np.array)


@given(values)
def test_difference_of_both_signs_is_the_input(z):
    np.testing.assert_allclose(silu(z) - silu(-z), z, rtol=1e-14, atol=1e-300)


@given(values)
def test_floor_and_largest_slope(z):
    assert (silu(z) >= -0.27847).all()
    slope = silu_backward(np.ones_like(z), z)
    assert (slope <= 1.0999).all()
    assert (slope >= -0.0999).all()


@given(values)
def test_swish_of_steepness_one_is_silu(z):
    np.testing.assert_allclose(swish(z, np.array(1.0)), silu(z), rtol=1e-15)


def test_swish_runs_from_half_the_identity_to_relu():
    z = np.linspace(-3, 3, 13)
    np.testing.assert_allclose(swish(z, np.array(0.0)), z / 2)
    gaps = [np.abs(swish(z, np.array(b)) - relu(z)).max() for b in (1.0, 10.0, 100.0)]
    assert gaps[0] > 10 * gaps[1] > 100 * gaps[2]


@given(values, st.floats(-3, 3))
def test_a_scaled_swish_is_a_silu(z, beta):
    np.testing.assert_allclose(
        beta * swish(z, np.array(beta)), silu(beta * z), rtol=1e-13, atol=1e-300
    )


def test_shared_steepness_gets_the_sum():
    z, grad = np.random.default_rng(0).normal(size=(2, 6, 4))
    _, each = swish_backward(grad, z, np.ones(4))
    _, shared = swish_backward(grad, z, np.array(1.0))
    np.testing.assert_allclose(each.sum(), shared, rtol=1e-13)
