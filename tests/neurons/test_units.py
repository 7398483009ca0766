"""Laws of weighted sums, single units and layers."""

import numpy as np

from worked.neurons.affine.with_numpy import affine, affine_backward
from worked.neurons.neuron.with_numpy import neuron, neuron_backward
from worked.neurons.weighted_sum.with_numpy import weighted_sum

rng = np.random.default_rng(0)
x, w, b = rng.normal(size=(5, 3)), rng.normal(size=(4, 3)), rng.normal(size=4)


def test_a_weighted_sum_is_linear_in_the_input():
    first, second = x[:2]
    mixed = weighted_sum(2 * first - 3 * second, w[0])
    parts = 2 * weighted_sum(first, w[0]) - 3 * weighted_sum(second, w[0])
    np.testing.assert_allclose(mixed, parts, rtol=1e-12)


def test_a_layer_is_its_units_side_by_side():
    units = [neuron(x, w[j], b[j : j + 1].reshape(()), "identity") for j in range(4)]
    np.testing.assert_allclose(affine(x, w, b), np.stack(units, 1), rtol=1e-13)


def test_a_bias_is_a_weight_whose_input_is_one():
    ones = np.concatenate([x, np.ones((5, 1))], 1)
    joined = np.concatenate([w, b[:, None]], 1)
    np.testing.assert_allclose(affine(x, w, b), affine(ones, joined), rtol=1e-13)
    upstream = rng.normal(size=(5, 4))
    apart = affine_backward(upstream, x, w, b)  # of input, weight and bias
    together = affine_backward(upstream, ones, joined)[1]
    wanted = np.concatenate([apart[1], apart[-1][:, None]], 1)
    np.testing.assert_allclose(together, wanted, rtol=1e-12, atol=1e-14)


def test_bias_gradients_of_a_long_float32_batch_keep_six_digits():
    many = rng.normal(size=(1_000_000, 1)).astype(np.float32)
    upstream = rng.uniform(size=(1_000_000, 2)).astype(np.float32)
    weight, bias = np.ones((2, 1), np.float32), np.zeros(2, np.float32)
    grad = affine_backward(upstream, many, weight, bias)[-1]
    assert grad.dtype == np.float32
    np.testing.assert_allclose(grad, upstream.sum(0, dtype=np.float64), rtol=1e-6)


def test_gradients_of_one_unit_by_hand():
    # z = 4.6, sigma = 0.990048, slope 0.009853.
    grads = neuron_backward(
        np.array(1.0),
        np.array([1.0, 2.0, 3.0]),
        np.array([0.5, -1.0, 2.0]),
        np.array(0.1),
    )
    slope = 0.990048 * 0.009952
    np.testing.assert_allclose(grads[0], slope * np.array([0.5, -1, 2]), rtol=1e-4)
    np.testing.assert_allclose(grads[1], slope * np.array([1, 2, 3]), rtol=1e-4)
    np.testing.assert_allclose(grads[2], slope, rtol=1e-4)
