"""Laws of the gradient norms by layer."""

import numpy as np
import pytest

from worked.gradients.layer_norms.with_numpy import layer_norms


def drawn(width=64, depth=10, gain=1.0, seed=0):
    rng = np.random.default_rng(seed)
    weight = gain * rng.normal(size=(depth, width, width)) / width**0.5
    x, upstream = rng.normal(size=(2, 16, width))
    return x, weight, upstream


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_norms_scale_with_the_upstream_gradient(activation):
    x, weight, upstream = drawn()
    one = layer_norms(x, weight, upstream, activation)
    ten = layer_norms(x, weight, -10 * upstream, activation)
    np.testing.assert_allclose(ten[0], 10 * one[0])
    np.testing.assert_allclose(ten[1], 10 * one[1])


@pytest.mark.parametrize("seed", range(3))
def test_a_sigmoid_layer_keeps_at_most_a_quarter_of_its_spectral_norm(seed):
    x, weight, upstream = drawn(seed=seed)
    norms, _ = layer_norms(x, weight, upstream, "sigmoid")
    bound = np.linalg.norm(weight, 2, axis=(1, 2)) / 4
    assert (norms[:-1] / norms[1:] <= bound).all()


@pytest.mark.parametrize("gain", [0.5, 2**0.5, 3.0])
def test_relu_layers_multiply_the_mean_square_by_half_the_squared_gain(gain):
    factors = []
    for seed in range(20):
        norms, _ = layer_norms(*drawn(gain=gain, seed=seed), "relu")
        factors.append(np.log(norms[0] / norms[-1]) / 10)
    # The mean of 20 networks of 10 layers: its spread is about 0.01.
    assert abs(np.exp(np.mean(factors)) / (gain / 2**0.5) - 1) < 0.05


def test_the_product_rule_with_orthogonal_weights_and_a_linear_range():
    # Tiny inputs keep tanh at slope 1, and orthogonal matrices keep every length.
    rng = np.random.default_rng(0)
    weight = np.linalg.qr(rng.normal(size=(30, 8, 8)))[0]
    x, upstream = 1e-9 * rng.normal(size=(4, 8)), rng.normal(size=(4, 8))
    norms, _ = layer_norms(x, weight, upstream, "tanh")
    np.testing.assert_allclose(norms, np.linalg.norm(upstream))
    np.testing.assert_allclose(
        layer_norms(x, 0.5 * weight, upstream, "tanh")[0][0],
        0.5**30 * np.linalg.norm(upstream),
    )
