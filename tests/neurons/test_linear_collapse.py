"""Laws of the collapse of affine layers."""

from functools import reduce

import numpy as np
import pytest

from worked.neurons.linear_collapse.with_numpy import (
    linear_collapse,
    linear_collapse_backward,
)

rng = np.random.default_rng(0)


def layer(inputs, outputs):
    return rng.normal(size=(outputs, inputs)) / inputs**0.5, rng.normal(size=outputs)


def run(layers, x):
    for weight, bias in layers:
        x = x @ weight.T + bias
    return x


def collapse(layers):
    return reduce(lambda one, two: linear_collapse(*one, *two), layers)


def test_twenty_layers_are_one():
    layers = [layer(8, 8) for _ in range(20)]
    x = rng.normal(size=(50, 8))
    np.testing.assert_allclose(
        run(layers, x), run([collapse(layers)], x), rtol=1e-9, atol=1e-9
    )


def test_the_order_of_collapsing_does_not_count():
    one, two, three = layer(5, 7), layer(7, 3), layer(3, 4)
    early = linear_collapse(*linear_collapse(*one, *two), *three)
    late = linear_collapse(*one, *linear_collapse(*two, *three))
    for a, b in zip(early, late, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-12, atol=1e-14)


def test_a_bottleneck_bounds_the_rank():
    weight, _ = linear_collapse(*layer(6, 2), *layer(2, 6))
    assert np.linalg.matrix_rank(weight) == 2


def test_without_biases_there_is_none():
    (w1, b1), (w2, b2) = layer(4, 3), layer(3, 2)
    _, bias = linear_collapse(w1, 0 * b1, w2, 0 * b2)
    assert (bias == 0).all()


def test_factors_of_zero_get_no_gradient():
    (w1, b1), (w2, b2) = layer(4, 3), layer(3, 2)
    upstream = rng.normal(size=(2, 4)), rng.normal(size=2)
    grads = linear_collapse_backward(upstream, 0 * w1, 0 * b1, 0 * w2, b2)
    assert all((grad == 0).all() for grad in grads[:3])
    np.testing.assert_array_equal(grads[3], upstream[1])


@pytest.mark.parametrize(
    "wrong", [((2, 3), (2,)), ((2, 4), (1,)), ((2, 4),), ((4, 2), (2,))]
)
def test_gradients_of_another_shape_are_refused(wrong):
    args = *layer(4, 3), *layer(3, 2)
    upstream = tuple(np.ones(shape) for shape in wrong)
    with pytest.raises(ValueError, match=r"grad_output: wanted shapes \(\(2, 4\), "):
        linear_collapse_backward(upstream, *args)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_dtype_of_the_gradient_that_arrives_changes_none(dtype):
    other = np.float64 if dtype == np.float32 else np.float32
    args = [a.astype(dtype) for a in (*layer(4, 3), *layer(3, 2))]
    upstream = np.ones((2, 4), other), np.ones(2, other)
    grads = linear_collapse_backward(upstream, *args)
    assert [grad.dtype for grad in grads] == [dtype] * 4
    wanted = linear_collapse_backward([g.astype(dtype) for g in upstream], *args)
    for grad, want in zip(grads, wanted, strict=True):
        np.testing.assert_array_equal(grad, want)
