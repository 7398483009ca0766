import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from worked.losses.binary_cross_entropy.with_numpy import binary_cross_entropy
from worked.losses.binary_cross_entropy_with_logits.with_numpy import (
    binary_cross_entropy_with_logits,
    binary_cross_entropy_with_logits_backward,
)
from worked.losses.cross_entropy.with_numpy import cross_entropy

LABELS = arrays(np.int64, (6,), elements=st.integers(0, 1))


def scores(bound):
    return arrays(np.float64, (6,), elements=st.floats(-bound, bound))


@given(scores(1e4), LABELS)
def test_it_is_the_cross_entropy_of_two_classes(z, label):
    two = np.stack([np.zeros_like(z), z], axis=1)
    np.testing.assert_allclose(
        binary_cross_entropy_with_logits(z, label.astype(float), reduction="none"),
        cross_entropy(two, label, reduction="none"),
        rtol=1e-12,
        atol=1e-12,
    )


@given(scores(15), LABELS)
def test_it_is_the_loss_of_the_probability(z, label):
    truth = label.astype(float)
    np.testing.assert_allclose(
        binary_cross_entropy_with_logits(z, truth, reduction="none"),
        binary_cross_entropy(1 / (1 + np.exp(-z)), truth, reduction="none"),
        rtol=1e-8,
        atol=1e-9,
    )


@given(scores(1e4), LABELS)
def test_turning_score_and_label_around_changes_nothing(z, label):
    one = binary_cross_entropy_with_logits(z, label.astype(float), reduction="none")
    other = binary_cross_entropy_with_logits(-z, 1.0 - label, reduction="none")
    np.testing.assert_array_equal(one, other)


@given(scores(1e4), LABELS)
def test_loss_is_finite_and_never_negative(z, label):
    loss = binary_cross_entropy_with_logits(z, label.astype(float), reduction="none")
    assert np.isfinite(loss).all()
    assert (loss >= 0).all()


def test_a_small_loss_keeps_its_digits():
    loss = binary_cross_entropy_with_logits(np.array([40.0]), np.array([1.0]))
    assert loss == pytest.approx(np.exp(-40), rel=1e-12)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5])
def test_the_gradient_vanishes_at_the_share_of_positives(share):
    z = np.array([np.log(share / (1 - share))])
    grad, _ = binary_cross_entropy_with_logits_backward(1.0, z, np.array([share]))
    assert grad[0] == pytest.approx(0, abs=1e-15)


# PyTorch takes infinity from infinity for the second one, so it is no case of both sides.
def test_a_soft_label_against_infinite_certainty_costs_infinity():
    scores, soft = np.array([np.inf, -np.inf]), np.array([0.3, 0.3])
    loss = binary_cross_entropy_with_logits(scores, soft, reduction="none")
    np.testing.assert_array_equal(loss, [np.inf, np.inf])
