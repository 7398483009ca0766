"""Laws of the Jacobian of a plain network."""

import numpy as np
import pytest

from worked.gradients.jacobian_product.with_numpy import jacobian_product
from worked.gradients.layer_norms.with_numpy import layer_norms

rng = np.random.default_rng(0)
x = rng.normal(size=12)
weight = rng.normal(size=(6, 12, 12)) / 12**0.5


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_two_halves_multiply(activation):
    functions = {
        "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
        "tanh": np.tanh,
        "relu": lambda z: np.maximum(z, 0),
    }
    middle = x
    for matrix in weight[:2]:
        middle = functions[activation](matrix @ middle)
    early = jacobian_product(x, weight[:2], activation)
    late = jacobian_product(middle, weight[2:], activation)
    whole = jacobian_product(x, weight, activation)
    np.testing.assert_allclose(late @ early, whole, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_the_gradient_of_the_input_is_a_row_times_it(activation):
    upstream = rng.normal(size=12)
    norms, _ = layer_norms(x[None], weight, upstream[None], activation)
    row = upstream @ jacobian_product(x, weight, activation)
    np.testing.assert_allclose(norms[0], np.linalg.norm(row), rtol=1e-12)


def test_twenty_sigmoids_at_zero_leave_a_quarter_each():
    # A pre-activation of zero everywhere: the weights vanish, so only a chain of one unit can
    # show it. Its weight of 0.5 sends sigmoid(0) = 0.5 to sigmoid(0.25), and so on: below 0.25.
    chain = np.ones((20, 1, 1))
    (((slope,),)) = jacobian_product(np.zeros(1), chain, "sigmoid")
    assert 0.2**20 < slope < 0.25**20
