"""Laws of log-sigmoid."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worked.activations.log_softmax.with_numpy import log_softmax
from worked.activations.logsigmoid.with_numpy import logsigmoid, logsigmoid_backward
from worked.activations.softplus.with_numpy import softplus

values = st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=20).map(np.array)


@given(values)
def test_is_a_mirrored_softplus(z):
    np.testing.assert_allclose(
        logsigmoid(z), -softplus(-z, threshold=np.inf), rtol=1e-14
    )


@given(values)
def test_is_a_log_softmax_against_a_score_of_zero(z):
    pair = np.stack([z, np.zeros_like(z)], axis=-1)
    np.testing.assert_allclose(
        logsigmoid(z), log_softmax(pair, -1)[:, 0], rtol=1e-13, atol=1e-13
    )


@given(values)
def test_log_odds_are_the_score(z):
    np.testing.assert_allclose(
        logsigmoid(z) - logsigmoid(-z), z, rtol=1e-13, atol=1e-13
    )


@given(values)
def test_slopes_of_both_signs_sum_to_one(z):
    ones = np.ones_like(z)
    both = logsigmoid_backward(ones, z) + logsigmoid_backward(ones, -z)
    np.testing.assert_allclose(both, 1, rtol=1e-15)
