"""Anchors and laws of backpropagation through two hidden layers."""

import numpy as np

from worked.autograd.mlp.cases import layers
from worked.autograd.mlp.with_numpy import mlp, mlp_backward


def test_gradient_by_hand():
    # One unit a layer: h1 = tanh(log 2) = 0.6, h2 = tanh(log 3) = 0.8.
    w1, w2, w3 = np.array([[1.0]]), np.log([[3.0]]) / 0.6, np.array([[-2.0]])
    zero, x = np.zeros(1), np.log([[2.0]])
    grads = mlp_backward(np.ones((1, 1)), x, w1, zero, w2, zero, w3, zero)
    delta2 = -2 * (1 - 0.8**2)
    delta1 = delta2 * np.log(3) / 0.6 * (1 - 0.6**2)
    wanted = (delta1, delta1 * np.log(2), delta1, delta2 * 0.6, delta2, 0.8, 1.0)
    np.testing.assert_allclose([float(g.sum()) for g in grads], wanted, rtol=1e-12)


def test_gradients_of_a_batch_are_sums_over_its_examples():
    rng = np.random.default_rng(0)
    x, upstream = rng.normal(size=(5, 3)), rng.normal(size=(5, 2))
    params = layers(3, 4, 5, 2)
    whole = mlp_backward(upstream, x, **params)
    single = [mlp_backward(upstream[[n]], x[[n]], **params) for n in range(5)]
    np.testing.assert_allclose(whole[0], np.concatenate([g[0] for g in single]))
    for place in range(1, 7):
        total = sum(grads[place] for grads in single)
        np.testing.assert_allclose(whole[place], total, rtol=1e-12, atol=1e-14)


def test_bias_gradients_of_a_long_float32_batch_keep_six_digits():
    rng = np.random.default_rng(0)
    params = {k: v.astype(np.float32) for k, v in layers(1, 1, 1, 2).items()}
    x = rng.normal(size=(1_000_000, 1)).astype(np.float32)
    upstream = rng.uniform(size=(1_000_000, 2)).astype(np.float32)
    grad = mlp_backward(upstream, x, **params)[-1]
    assert grad.dtype == np.float32
    np.testing.assert_allclose(grad, upstream.sum(0, dtype=np.float64), rtol=1e-6)


def test_the_network_is_odd_without_biases():
    rng = np.random.default_rng(0)
    params = layers(3, 4, 5, 2)
    params |= {key: 0 * value for key, value in params.items() if "bias" in key}
    x = rng.normal(size=(5, 3))
    np.testing.assert_array_equal(mlp(-x, **params), -mlp(x, **params))


def test_all_weights_zero_leave_all_but_the_last_bias_without_gradient():
    params = {key: np.zeros_like(value) for key, value in layers(3, 4, 5, 2).items()}
    *rest, grad_bias3 = mlp_backward(np.ones((6, 2)), np.ones((6, 3)), **params)
    assert all(not grad.any() for grad in rest)
    np.testing.assert_array_equal(grad_bias3, [6.0, 6.0])
