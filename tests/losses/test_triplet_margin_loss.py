import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from worked.losses.triplet_margin_loss.with_numpy import (
    triplet_margin_loss,
    triplet_margin_loss_backward,
)

TRIPLET = arrays(np.float64, (3, 4, 2), elements=st.floats(-10, 10))


@given(TRIPLET, st.floats(-100, 100))
def test_only_differences_count(triplet, shift):
    one = triplet_margin_loss(*triplet, reduction="none")
    other = triplet_margin_loss(*(triplet + shift), reduction="none")
    np.testing.assert_allclose(one, other, rtol=1e-6, atol=1e-6)


@given(TRIPLET)
def test_gradients_sum_to_zero(triplet):
    total = sum(triplet_margin_loss_backward(1.0, *triplet))
    np.testing.assert_allclose(total, 0, atol=1e-12)


@given(TRIPLET)
def test_a_stranger_far_enough_costs_nothing(triplet):
    anchor, positive, _ = triplet
    far = anchor + np.linalg.norm(anchor - positive, axis=-1, keepdims=True) + 2
    assert triplet_margin_loss(anchor, positive, far, reduction="sum") == 0
