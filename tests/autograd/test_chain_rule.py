"""Anchors and laws of the chain rule on one neuron."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worked.autograd.chain_rule.with_numpy import neuron_loss_backward

numbers = st.floats(-20, 20)


def test_gradient_by_hand():
    # w·x + b = log 3 and y = 1: a = 3/4, factors -1/2 and 3/16, delta -3/32.
    x, w = np.array([1.0, 2.0]), np.array([0.5, -0.25])
    grads = neuron_loss_backward(1.0, x, w, np.log(3), 1.0)
    for got, wanted in zip(
        grads, (-3 / 32 * w, -3 / 32 * x, -3 / 32, 0.5), strict=True
    ):
        np.testing.assert_allclose(got, wanted, rtol=1e-12)


@given(numbers, numbers, numbers, st.floats(0, 1))
def test_weight_input_and_bias_share_one_delta(x, w, b, y):
    args = np.array([x]), np.array([w]), np.array(b), np.array(y)
    grad_input, grad_weight, grad_bias, _ = neuron_loss_backward(1.0, *args)
    np.testing.assert_array_equal(grad_input, grad_bias * w)
    np.testing.assert_array_equal(grad_weight, grad_bias * x)


@given(numbers, st.floats(0, 1))
def test_the_delta_is_bounded_however_wrong_the_neuron_is(z, y):
    zero = np.zeros(1)
    delta = neuron_loss_backward(1.0, zero, zero, np.array(z), np.array(y))[2]
    assert abs(delta) <= 2 * (4 / 27) + 1e-15  # the largest a^2 (1 - a) is 4/27
