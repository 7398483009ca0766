"""Anchors and laws of the derivative as a sum over paths."""

import numpy as np

from worked.autograd.multipath.cases import network
from worked.autograd.multipath.with_numpy import (
    multipath,
    multipath_backward,
    path_products,
)

# Rows are sources here, columns destinations: (in, out), to be transposed.
EXAMPLE = {
    "input": np.array([1.0, 0.5]),
    "weight1": np.array([[0.1, 0.2], [0.3, 0.4]]).T,
    "weight2": np.array([[0.5, 0.6], [0.7, 0.8]]).T,
    "weight3": np.array([[0.9, 1.0]]),
}


def test_two_paths_of_a_squared_error():
    output = multipath(**EXAMPLE)
    slope = 2 * (output - 1.0)  # of (y - output)^2 with y = 1
    through = slope * path_products(**EXAMPLE)[:, 0, 0]
    np.testing.assert_allclose(through, [0.014480, 0.018513], atol=5e-7)
    grad = multipath_backward(slope, **EXAMPLE)[1]
    np.testing.assert_allclose(grad[0, 0], 0.032993, atol=5e-7)
    np.testing.assert_allclose(through.sum(), grad[0, 0], rtol=1e-14)


def test_the_paths_add_up_to_the_backward_pass():
    net = network(3, 4, 5, 1)
    total = path_products(**net).sum(0)
    grad = multipath_backward(np.ones(1), **net)[1]
    np.testing.assert_allclose(total, grad, rtol=1e-12)


def test_a_cut_edge_closes_its_path_alone():
    net = network(2, 2, 2, 1)
    before = path_products(**net)
    weight3 = net["weight3"].copy()
    weight3[0, 1] = 0.0
    after = path_products(**{**net, "weight3": weight3})
    np.testing.assert_array_equal(after[0], before[0])
    assert not after[1].any()
