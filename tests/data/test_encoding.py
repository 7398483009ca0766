"""Laws of one-hot encoding, embeddings, padding and masks."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worked.data.embedding.with_numpy import embedding, embedding_backward
from worked.data.one_hot.with_numpy import one_hot
from worked.data.pad_mask.with_numpy import masked_mean, pad_mask, pad_sequence

INDICES = st.lists(st.integers(0, 6), min_size=1, max_size=20).map(np.array)


@given(INDICES)
def test_a_lookup_is_a_product_with_one_hot_rows(indices):
    table = np.random.default_rng(0).normal(size=(7, 3))
    rows = one_hot(indices, 7)
    np.testing.assert_array_equal(embedding(indices, table), rows @ table)


@given(INDICES)
def test_the_gradient_of_a_row_counts_how_often_it_was_read(indices):
    grad = embedding_backward(np.ones((len(indices), 2)), indices, np.zeros((7, 2)))
    np.testing.assert_array_equal(grad[:, 0], np.bincount(indices, minlength=7))


def test_one_in_each_row_at_the_index():
    rng = np.random.default_rng(0)
    indices = rng.integers(0, 9, size=(4, 5))
    rows = one_hot(indices, 9)
    assert (rows.sum(-1) == 1).all()
    np.testing.assert_array_equal(rows.argmax(-1), indices)


def test_a_million_reads_of_a_row_in_float32_keep_six_digits():
    rng = np.random.default_rng(0)
    upstream = rng.uniform(size=(1_000_000, 1)).astype(np.float32)
    table = np.zeros((1, 1), np.float32)
    grad = embedding_backward(upstream, np.zeros(1_000_000, int), table)
    assert grad.dtype == np.float32
    np.testing.assert_allclose(grad[0, 0], upstream.sum(dtype=np.float64), rtol=1e-6)


@given(
    st.lists(st.integers(1, 6), min_size=1, max_size=6).map(np.array),
    st.integers(0, 5),
    st.floats(-100, 100),
)
def test_a_masked_mean_does_not_depend_on_the_padding(lengths, more, value):
    steps = np.random.default_rng(0).normal(size=(lengths.sum(), 2))
    total = int(lengths.max()) + more
    padded = pad_sequence(steps, lengths, True, value, total)
    mean = masked_mean(padded, pad_mask(lengths, total))
    parts = np.split(steps, np.cumsum(lengths)[:-1])
    np.testing.assert_allclose(mean, [part.mean(0) for part in parts], rtol=1e-12)
