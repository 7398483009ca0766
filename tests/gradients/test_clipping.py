"""Clipping over several parameters, what it keeps, and what it cannot do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from worked.gradients.clip_grad_norm.with_numpy import clip_grad_norm
from worked.gradients.clip_grad_value.with_numpy import clip_grad_value

rng = np.random.default_rng(0)
GRADS = [rng.normal(size=shape) for shape in ((4, 3), (4,), (), (2, 4), (0, 3))]
vectors = arrays(np.float64, array_shapes(max_dims=2), elements=st.floats(-1e6, 1e6))
bounds = st.floats(1e-3, 1e3)


def as_one(grads):
    return np.concatenate([np.ravel(grad) for grad in grads])


@pytest.mark.torch
@pytest.mark.parametrize("norm_type", [1.0, 2.0, 3.5])
@pytest.mark.parametrize("max_norm", [0.5, 100.0])
def test_several_parameters_share_one_norm_as_in_the_library(max_norm, norm_type):
    import torch

    params = [torch.zeros(grad.shape, dtype=torch.float64) for grad in GRADS]
    for param, grad in zip(params, GRADS, strict=True):
        param.grad = torch.tensor(grad)
    wanted = torch.nn.utils.clip_grad_norm_(params, max_norm, norm_type)
    clipped, total = clip_grad_norm(GRADS, max_norm, norm_type)
    np.testing.assert_allclose(total, wanted, rtol=1e-12)
    for got, param in zip(clipped, params, strict=True):
        np.testing.assert_allclose(got, param.grad, rtol=1e-12)


@pytest.mark.torch
def test_the_torch_side_takes_several_parameters_too():
    import torch

    from worked.gradients.clip_grad_norm.with_torch import clip_grad_norm as of_torch

    tensors = [torch.tensor(grad) for grad in GRADS]
    clipped, total = of_torch(tensors, 0.5)
    wanted, norm = clip_grad_norm(GRADS, 0.5)
    np.testing.assert_allclose(total, norm, rtol=1e-12)
    np.testing.assert_allclose(as_one(clipped), as_one(wanted), rtol=1e-12)
    np.testing.assert_array_equal(as_one(tensors), as_one(GRADS))


def test_the_total_is_the_norm_of_all_as_one_vector():
    _, total = clip_grad_norm(GRADS, 1.0)
    assert np.isclose(total, np.linalg.norm(as_one(GRADS)))
    assert not np.isclose(total, sum(np.linalg.norm(grad) for grad in GRADS))


def test_one_factor_for_all_keeps_the_direction_and_one_for_each_does_not():
    whole = as_one(GRADS)
    together, _ = clip_grad_norm(GRADS, 0.5)
    each = [clip_grad_norm(grad, 0.5)[0] for grad in GRADS]

    def cosine(grads):
        other = as_one(grads)
        return whole @ other / np.linalg.norm(whole) / np.linalg.norm(other)

    assert np.isclose(cosine(together), 1)
    assert cosine(each) < 0.99


def test_nothing_to_clip_is_refused():
    with pytest.raises(ValueError, match="wanted one array or more, got none"):
        clip_grad_norm([], 1.0)


def test_parameters_of_two_dtypes_are_refused():
    with pytest.raises(TypeError, match="wanted float64 as in the first, got float32"):
        clip_grad_norm([np.ones(2), np.ones(2, np.float32)], 1.0)


@given(vectors, bounds)
def test_clipping_by_norm_bounds_the_norm_and_lengthens_nothing(grad, bound):
    clipped, total = clip_grad_norm(grad, bound)
    assert np.linalg.norm(clipped) <= min(bound, total) * (1 + 1e-12)
    if total + 1e-6 <= bound:
        np.testing.assert_array_equal(clipped, grad)


@given(vectors, bounds)
def test_clipping_by_value_bounds_each_and_keeps_what_lies_inside(grad, bound):
    clipped = clip_grad_value(grad, bound)
    assert np.abs(clipped).max(initial=0) <= bound
    inside = np.abs(grad) <= bound
    np.testing.assert_array_equal(clipped[inside], grad[inside])
    np.testing.assert_array_equal(np.sign(clipped), np.sign(grad))
    assert np.linalg.norm(clipped) <= bound * grad.size**0.5 * (1 + 1e-12)


def test_clipping_every_step_is_the_normalized_gradient():
    grads = 1e3 * rng.normal(size=(20, 5))
    for grad in grads:  # far above the bound: only the direction is left
        unit = grad / np.linalg.norm(grad)
        np.testing.assert_allclose(clip_grad_norm(grad, 0.1)[0], 0.1 * unit, rtol=1e-8)
