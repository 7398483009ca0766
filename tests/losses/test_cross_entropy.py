import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from worked.activations.log_softmax.with_numpy import log_softmax
from worked.losses.cross_entropy.with_numpy import cross_entropy, cross_entropy_backward
from worked.losses.kl_div.with_numpy import kl_div
from worked.losses.nll_loss.with_numpy import nll_loss

SCORES = arrays(np.float64, (5, 4), elements=st.floats(-50, 50))
LABELS = arrays(np.int64, (5,), elements=st.integers(0, 3))


@given(SCORES, LABELS, st.floats(-100, 100))
def test_a_constant_added_to_all_scores_changes_nothing(scores, labels, shift):
    one = cross_entropy(scores, labels, reduction="none")
    other = cross_entropy(scores + shift, labels, reduction="none")
    np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-11)


@given(SCORES, LABELS)
def test_gradient_of_a_row_sums_to_zero(scores, labels):
    grad = cross_entropy_backward(1.0, scores, labels)
    np.testing.assert_allclose(grad.sum(axis=1), 0, atol=1e-12)


@given(SCORES, SCORES)
def test_cross_entropy_is_entropy_plus_divergence(scores, other):
    truth = np.exp(log_softmax(other, -1))
    entropy = -(truth * log_softmax(other, -1)).sum() / len(truth)
    divergence = kl_div(log_softmax(scores, -1), truth, "batchmean")
    np.testing.assert_allclose(
        cross_entropy(scores, truth), entropy + divergence, rtol=1e-9, atol=1e-11
    )


@given(SCORES, LABELS)
def test_cross_entropy_is_nll_after_log_softmax(scores, labels):
    np.testing.assert_allclose(
        cross_entropy(scores, labels),
        nll_loss(log_softmax(scores, -1), labels),
        rtol=1e-12,
        atol=1e-12,
    )


def test_equal_scores_cost_the_logarithm_of_the_number_of_classes():
    for classes in (2, 10, 1000):
        loss = cross_entropy(np.zeros((1, classes)), np.array([0]))
        np.testing.assert_allclose(loss, np.log(classes), rtol=1e-12)
