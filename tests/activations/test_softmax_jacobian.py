"""Laws of the softmax Jacobian."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from worked.activations.softmax.with_numpy import softmax_backward
from worked.activations.softmax_jacobian.with_numpy import softmax_jacobian

scores = st.lists(st.floats(-20, 20), min_size=2, max_size=10).map(np.array)


@given(scores)
def test_symmetric_with_rows_that_sum_to_zero(z):
    jacobian = softmax_jacobian(z)
    np.testing.assert_array_equal(jacobian, jacobian.T)
    np.testing.assert_allclose(jacobian.sum(axis=1), 0, atol=1e-15)


@given(scores)
def test_no_eigenvalue_is_negative_or_above_a_half(z):
    eigenvalues = np.linalg.eigvalsh(softmax_jacobian(z))
    assert eigenvalues.min() > -1e-15
    assert eigenvalues.max() <= 0.5 + 1e-15


@given(scores)
def test_its_product_with_a_vector_is_the_backward_pass(z):
    grad = np.random.default_rng(len(z)).normal(size=z.shape)
    np.testing.assert_allclose(
        softmax_jacobian(z) @ grad, softmax_backward(grad, z, 0), atol=1e-14
    )
