"""The pieces add up to the whole, however the batch is cut."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worked.autograd.accumulate.with_numpy import accumulated_gradient
from worked.autograd.tape.with_numpy import Tensor


@given(st.integers(1, 12), st.integers(1, 15), st.integers(0, 2**32))
def test_every_chunk_size_gives_the_gradient_of_the_whole_batch(count, size, seed):
    rng = np.random.default_rng(seed)
    x, y, w = rng.normal(size=(count, 3)), rng.normal(size=count), rng.normal(size=3)
    weight = Tensor(w, requires_grad=True)
    ((x @ weight - y) ** 2).mean().backward()
    np.testing.assert_allclose(
        accumulated_gradient(x, y, w, size), weight.grad, rtol=1e-10, atol=1e-12
    )


def test_the_mean_of_unequal_chunks_is_another_number():
    x, y, w = np.array([[1.0], [1.0], [1.0]]), np.array([0.0, 0.0, 3.0]), np.zeros(1)
    whole = accumulated_gradient(x, y, w, 2)
    means = [accumulated_gradient(x[a:b], y[a:b], w, 2) for a, b in ((0, 2), (2, 3))]
    np.testing.assert_allclose(whole, [-2.0])
    np.testing.assert_allclose(sum(means) / 2, [-3.0])
