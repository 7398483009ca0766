"""What feedback alignment sends back, by hand."""

import numpy as np
import pytest

from worked.autograd.feedback_alignment.with_numpy import (
    feedback_alignment,
    feedback_alignment_backward,
)


def test_the_error_goes_back_through_the_feedback_alone():
    x, w, b = np.array([[1.0, 2.0]]), np.array([[3.0, -1.0]]), np.array([0.5])
    back = np.array([[7.0, 9.0]])
    grads = feedback_alignment_backward(np.array([[2.0]]), x, w, b, back)
    for got, wanted in zip(grads, ([[14.0, 18.0]], [[2.0, 4.0]], [2.0]), strict=True):
        np.testing.assert_array_equal(got, wanted)


def test_the_forward_pass_does_not_know_the_feedback():
    rng = np.random.default_rng(0)
    x, w, b = rng.normal(size=(5, 3)), rng.normal(size=(4, 3)), rng.normal(size=4)
    one, two = rng.normal(size=(2, 4, 3))
    np.testing.assert_array_equal(
        feedback_alignment(x, w, b, one), feedback_alignment(x, w, b, two)
    )


def test_a_long_float32_batch_keeps_six_digits():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(1_000_000, 1)).astype(np.float32)
    upstream = rng.uniform(size=(1_000_000, 1)).astype(np.float32)
    one = np.ones((1, 1), np.float32)
    grad = feedback_alignment_backward(upstream, x, one, one[0], one)[2]
    assert grad.dtype == np.float32
    np.testing.assert_allclose(grad, upstream.sum(0, dtype=np.float64), rtol=1e-6)


@pytest.mark.torch
def test_gradcheck_fails_unless_the_feedback_is_the_weight():
    import torch

    from worked.autograd.feedback_alignment import with_torch

    gen = torch.Generator().manual_seed(0)

    def draw(*shape):
        drawn = torch.randn(*shape, generator=gen, dtype=torch.float64)
        return drawn.requires_grad_()

    x, w, b, other = draw(5, 3), draw(4, 3), draw(4), draw(4, 3).detach()

    def check(feedback):
        return torch.autograd.gradcheck(
            lambda x, b: with_torch.feedback_alignment(x, w, b, feedback),
            (x, b),
            raise_exception=False,
        )

    assert check(w.detach())
    assert not check(other)
