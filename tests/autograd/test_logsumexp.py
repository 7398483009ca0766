"""Laws of log-sum-exp."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from worked.autograd.logsumexp.with_numpy import logsumexp, logsumexp_backward

rows = hnp.arrays(
    np.float64, st.integers(1, 8), elements=st.floats(-1e3, 1e3, allow_subnormal=False)
)


@given(rows)
def test_between_the_largest_and_the_largest_plus_log_of_the_count(z):
    answer = logsumexp(z, 0)
    assert z.max() <= answer <= z.max() + np.log(len(z)) + 1e-12


@given(rows, st.floats(-1e3, 1e3))
def test_a_shift_passes_through(z, shift):
    np.testing.assert_allclose(
        logsumexp(z + shift, 0), logsumexp(z, 0) + shift, rtol=1e-9, atol=1e-9
    )


@given(rows)
def test_the_gradient_is_a_distribution(z):
    grad = logsumexp_backward(np.float64(1.0), z, 0)
    assert (grad >= 0).all()
    np.testing.assert_allclose(grad.sum(), 1, rtol=1e-9)


def test_axes_one_after_the_other():
    z = np.random.default_rng(0).normal(size=(3, 4))
    np.testing.assert_allclose(logsumexp(logsumexp(z, 1), 0), logsumexp(z, (0, 1)))


def test_a_low_temperature_gives_the_maximum():
    z = np.array([1.0, 3.0, 2.0])
    np.testing.assert_allclose(logsumexp(z / 1e-3, 0) * 1e-3, 3.0, atol=1e-12)


def test_a_long_float32_sum_along_the_first_axis_keeps_its_digits():
    scores = np.random.default_rng(0).uniform(size=(1_000_000, 2)).astype(np.float32)
    wanted = np.log(np.exp(scores.astype(np.float64)).sum(0))
    got = logsumexp(scores, 0)
    assert got.dtype == np.float32
    np.testing.assert_allclose(got, wanted, rtol=2e-7)
