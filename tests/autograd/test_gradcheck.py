"""The gradient check finds faults of size and place, and its error has the known shape."""

import numpy as np
import pytest

from worked.autograd.gradcheck.with_numpy import gradcheck, numerical_gradient
from worked.autograd.mlp.cases import layers
from worked.autograd.mlp.with_numpy import mlp, mlp_backward


@pytest.mark.parametrize(
    ("fault", "passes"), [(0.0, True), (1e-4, True), (1e-2, False), (-2.0, False)]
)
def test_it_sees_a_fault_above_its_tolerance(fault, passes):
    def func(z):  # value z^3, gradient 3 z^2 times 1 + fault
        right = z**3
        return right + fault * (right - right.detach())

    assert gradcheck(func, np.array([1.0, -2.0])) is passes


@pytest.mark.parametrize("place", range(6))
def test_it_sees_a_single_wrong_entry(place):
    mask = np.zeros(6)
    mask[place] = 1.0

    def func(z):  # the gradient of one entry is doubled
        right = z.exp()
        return right + mask * (right - right.detach())

    assert not gradcheck(func, np.linspace(-1, 1, 6))


def test_differences_agree_with_backpropagation():
    rng = np.random.default_rng(0)
    x, upstream = rng.normal(size=(4, 3)), rng.normal(size=(4, 2))
    params = layers(3, 4, 5, 2)
    grads = dict(zip(params, mlp_backward(upstream, x, **params)[1:], strict=True))
    for name, grad in grads.items():

        def loss(moved, name=name):
            return (upstream * mlp(x, **{**params, name: moved})).sum()

        np.testing.assert_allclose(
            numerical_gradient(loss, params[name]), grad, rtol=1e-6, atol=1e-8
        )


def test_the_error_falls_and_rises_again_as_the_step_shrinks():
    z = np.array([1.0])
    steps = (1e-1, 1e-3, 1e-5, 1e-12)
    coarse, fine, best, noise = (
        abs(numerical_gradient(lambda x: np.exp(x).sum(), z, eps)[0] - np.e)
        for eps in steps
    )
    np.testing.assert_allclose(coarse / fine, 1e4, rtol=1e-2)  # second order
    assert best < fine < coarse
    assert noise > 1e3 * best


def test_the_point_stays_where_it_was():
    z = np.array([0.1, 0.7])
    gradcheck(lambda x: x.sin(), z)
    numerical_gradient(lambda x: np.sin(x).sum(), z)
    np.testing.assert_array_equal(z, [0.1, 0.7])


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_differences_want_float64(dtype):
    z = np.ones(2, dtype)
    for check in (gradcheck, numerical_gradient):
        with pytest.raises(TypeError, match=f"wanted float64, got {z.dtype}"):
            check(lambda x: x.sum(), z)
