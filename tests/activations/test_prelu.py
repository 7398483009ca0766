"""PReLU is leaky ReLU with a slope that gets a gradient."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worked.activations.leaky_relu.with_numpy import leaky_relu, leaky_relu_backward
from worked.activations.prelu.with_numpy import prelu, prelu_backward

rng = np.random.default_rng(0)
z, grad = rng.normal(size=(2, 6, 4))


@given(st.floats(-2, 2))
def test_equals_leaky_relu(slope):
    weight = np.array([slope])
    np.testing.assert_array_equal(prelu(z, weight), leaky_relu(z, slope))
    grad_input, _ = prelu_backward(grad, z, weight)
    other = leaky_relu_backward(grad, z, slope)
    np.testing.assert_allclose(grad_input, other, rtol=1e-15)


def test_a_shared_slope_gets_the_sum_over_channels():
    _, each = prelu_backward(grad, z, np.full(4, 0.25))
    _, shared = prelu_backward(grad, z, np.array([0.25]))
    np.testing.assert_allclose(each.sum(), shared[0], rtol=1e-14)


def test_positive_inputs_teach_the_slope_nothing():
    _, grad_weight = prelu_backward(grad, np.abs(z), np.array([0.25]))
    assert grad_weight == 0
