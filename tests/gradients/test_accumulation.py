"""Sums over micro-batches give the gradient of the whole; means do so for equal counts alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worked.gradients.accumulation.with_numpy import (
    accumulation,
    accumulation_of_means,
)


def drawn(count, share, seed=0):
    rng = np.random.default_rng(seed)
    target = rng.integers(0, 3, size=count)
    target[rng.random(count) < share] = -100
    return rng.normal(size=(count, 4)), target, rng.normal(size=(3, 4))


@given(st.integers(1, 20), st.integers(1, 25), st.floats(0, 1), st.integers(0, 2**32))
def test_every_micro_batch_gives_the_gradient_of_the_whole(count, size, share, seed):
    batch = drawn(count, share, seed)
    whole = accumulation(*batch, count)
    np.testing.assert_allclose(
        accumulation(*batch, size), whole, rtol=1e-10, atol=1e-13
    )


def test_means_agree_where_each_micro_batch_has_as_many_labels():
    batch = drawn(12, 0.0)
    for size in (1, 2, 3, 4, 6, 12):
        np.testing.assert_allclose(
            accumulation_of_means(*batch, size), accumulation(*batch, 12), rtol=1e-10
        )


@pytest.mark.parametrize("seed", range(5))
def test_means_differ_where_padding_is_uneven(seed):
    x, y, w = drawn(16, 0.0, seed)
    y[:7] = -100
    right, wrong = accumulation(x, y, w, 8), accumulation_of_means(x, y, w, 8)
    assert np.linalg.norm(wrong - right) > 0.1 * np.linalg.norm(right)
