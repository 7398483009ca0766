"""The loop over layers against networks that are written out, and the counts of their parts."""

import numpy as np

from worked.autograd.mlp.cases import layers
from worked.autograd.mlp.with_numpy import mlp, mlp_backward
from worked.neurons.mlp_forward.cases import THIRTEEN, drawn
from worked.neurons.mlp_forward.with_numpy import mlp_forward, mlp_forward_backward
from worked.neurons.parameter_count.with_numpy import parameter_count

rng = np.random.default_rng(0)


def test_two_hidden_layers_of_tanh_are_the_network_written_out():
    written = layers(3, 4, 5, 2)
    params = np.concatenate([array.ravel() for array in written.values()])
    x, upstream = rng.normal(size=(6, 3)), rng.normal(size=(6, 2))
    call = {"input": x, "params": params, "sizes": (3, 4, 5, 2), "activation": "tanh"}
    np.testing.assert_allclose(mlp_forward(**call), mlp(x, **written), rtol=1e-13)
    grad_x, *grads = mlp_backward(upstream, x, **written)
    got = mlp_forward_backward(upstream, **call)
    np.testing.assert_allclose(got[0], grad_x, rtol=1e-12)
    flat = np.concatenate([grad.ravel() for grad in grads])
    np.testing.assert_allclose(got[1], flat, rtol=1e-12, atol=1e-14)


def test_without_activation_the_layers_are_one_affine_map():
    sizes = (3, 7, 7, 2)
    params, x = drawn(*sizes), rng.normal(size=(9, 3))
    zero = mlp_forward(np.zeros((1, 3)), params, sizes, "identity")
    slope = mlp_forward(np.eye(3), params, sizes, "identity") - zero
    wanted = x @ slope + zero
    np.testing.assert_allclose(
        mlp_forward(x, params, sizes, "identity"), wanted, rtol=1e-12
    )


def test_each_example_is_on_its_own():
    x, sizes = rng.normal(size=(8, 2)), (2, 3, 1)
    whole = mlp_forward(x, THIRTEEN, sizes)
    single = [mlp_forward(row[None], THIRTEEN, sizes) for row in x]
    np.testing.assert_allclose(whole, np.concatenate(single), rtol=1e-13)


def test_a_vector_of_parameters_has_the_counted_length():
    for sizes in ((2, 3, 1), (64, 128, 10), (5, 5), (3, 4, 5, 2)):
        assert drawn(*sizes).size == parameter_count(sizes)[0].sum()
    assert THIRTEEN.size == 13
