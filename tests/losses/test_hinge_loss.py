import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from worked.losses.hinge_loss.with_numpy import hinge_loss, hinge_loss_backward
from worked.losses.multi_margin_loss.with_numpy import multi_margin_loss

SCORES = arrays(np.float64, (6,), elements=st.floats(-100, 100))
SIDES = arrays(np.int64, (6,), elements=st.sampled_from([-1, 1]))


@given(SCORES, SIDES)
def test_nothing_is_charged_beyond_the_margin(scores, side):
    beyond = side * (1 + 1e-9 + np.abs(scores))
    assert hinge_loss(beyond, side, "sum") == 0
    assert not hinge_loss_backward(1.0, beyond, side).any()


@given(SCORES, SIDES)
def test_it_is_an_upper_bound_of_the_errors(scores, side):
    errors = scores * side <= 0
    assert (hinge_loss(scores, side, "none") >= errors).all()


@given(SCORES, SIDES)
def test_it_is_twice_the_margin_loss_of_two_classes(scores, side):
    two = np.stack([np.zeros_like(scores), scores], axis=1)
    margin = multi_margin_loss(two, (side + 1) // 2, reduction="none")
    np.testing.assert_allclose(
        hinge_loss(scores, side, "none"), 2 * margin, rtol=1e-12, atol=1e-12
    )


def test_scikit_learn_computes_the_same():
    metrics = pytest.importorskip("sklearn.metrics")
    rng = np.random.default_rng(0)
    scores, side = rng.normal(size=50), rng.choice([-1, 1], size=50)
    assert hinge_loss(scores, side) == pytest.approx(metrics.hinge_loss(side, scores))
