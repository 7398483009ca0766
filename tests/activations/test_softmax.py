"""Laws of softmax and log-softmax."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worked.activations.log_softmax.with_numpy import log_softmax
from worked.activations.softmax.with_numpy import softmax, softmax_backward

scores = st.lists(st.floats(-50, 50), min_size=2, max_size=12).map(np.array)


@given(scores)
def test_probabilities_sum_to_one(z):
    prob = softmax(z, 0)
    assert (prob >= 0).all()
    np.testing.assert_allclose(prob.sum(), 1, rtol=1e-14)


@given(scores, st.floats(-1e3, 1e3))
def test_a_constant_added_to_all_scores_changes_nothing(z, constant):
    np.testing.assert_allclose(softmax(z + constant, 0), softmax(z, 0), rtol=1e-10)
    np.testing.assert_allclose(
        log_softmax(z + constant, 0), log_softmax(z, 0), rtol=1e-10, atol=1e-11
    )


@given(scores)
def test_order_of_scores_is_kept(z):
    order = np.argsort(z)
    assert (np.diff(softmax(z, 0)[order]) >= 0).all()


@given(scores)
def test_log_softmax_is_its_logarithm_where_that_is_finite(z):
    np.testing.assert_allclose(np.exp(log_softmax(z, 0)), softmax(z, 0), rtol=1e-12)


@given(scores)
def test_gradient_sums_to_zero(z):
    grad = np.random.default_rng(len(z)).normal(size=z.shape)
    assert abs(softmax_backward(grad, z, 0).sum()) < 1e-14 * len(z)
