"""Laws of attention: what it does not see, and what does not matter to it."""

import numpy as np
import pytest

from worked.sequence.scaled_dot_product_attention.with_numpy import (
    scaled_dot_product_attention,
    scaled_dot_product_attention_backward,
)

rng = np.random.default_rng(0)
query, key, value = (rng.normal(size=(2, 6, 4)) for _ in range(3))


def test_the_order_of_the_keys_does_not_matter():
    order = rng.permutation(6)
    np.testing.assert_allclose(
        scaled_dot_product_attention(query, key[:, order], value[:, order]),
        scaled_dot_product_attention(query, key, value),
        rtol=1e-12,
        atol=1e-14,
    )


def test_the_outputs_are_permuted_with_the_queries():
    order = rng.permutation(6)
    np.testing.assert_allclose(
        scaled_dot_product_attention(query[:, order], key, value),
        scaled_dot_product_attention(query, key, value)[:, order],
        rtol=1e-12,
        atol=1e-14,
    )


@pytest.mark.parametrize("place", range(6))
def test_causal_attention_does_not_look_ahead(place):
    other = key.copy(), value.copy()
    for array in other:
        array[:, place:] = rng.normal(size=array[:, place:].shape)
    before, after = (
        scaled_dot_product_attention(query, *pair, is_causal=True)
        for pair in ((key, value), other)
    )
    gap = np.abs(before - after)
    assert gap[:, :place].max(initial=0) < 1e-14
    assert gap[:, place:].min() > 1e-6


def test_an_output_stays_among_the_values():
    output = scaled_dot_product_attention(3 * query, key, value)
    low, high = value.min(axis=1, keepdims=True), value.max(axis=1, keepdims=True)
    assert ((low <= output) & (output <= high)).all()


def test_a_query_that_sees_nothing_moves_nothing():
    seen = np.ones((2, 6, 6), bool)
    seen[:, 2] = False
    upstream = np.zeros((2, 6, 4))
    upstream[:, 2] = 1
    grads = scaled_dot_product_attention_backward(upstream, query, key, value, seen)
    assert all((grad == 0).all() for grad in grads)


def test_the_factor_brings_scores_to_variance_one():
    wide = rng.normal(size=(2, 400, 256))
    scores = wide[0] @ wide[1].T * 256**-0.5  # (400, 400)
    # 160,000 products of 800 vectors: their variance errs by about the root of 2/400.
    assert abs(scores.var() - 1) < 5 * (2 / 400) ** 0.5
