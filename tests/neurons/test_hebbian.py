"""What Hebb's and Oja's rules do over many examples, and what they do not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worked.neurons.hebbian.with_numpy import hebbian, oja

numbers = st.floats(-3, 3)


@given(st.lists(numbers, min_size=2, max_size=2), numbers, numbers)
def test_hebb_multiplies_the_answer_by_one_plus_the_rate_times_the_squared_input(
    x, w, v
):
    x, weight = np.array(x), np.array([[w, v]])
    moved = hebbian(weight, x, weight @ x, lr=0.1)
    np.testing.assert_allclose(
        moved @ x, (1 + 0.1 * x @ x) * (weight @ x), rtol=1e-12, atol=1e-12
    )


@pytest.mark.parametrize("seed", range(3))
def test_oja_finds_the_first_principal_component_and_hebb_grows(seed):
    rng = np.random.default_rng(seed)
    turn = np.linalg.qr(rng.normal(size=(4, 4)))[0]
    inputs = rng.normal(size=(4000, 4)) * [3.0, 1.0, 0.5, 0.5] @ turn
    start = rng.normal(size=(2, 4))
    start /= np.linalg.norm(start, axis=1, keepdims=True)
    calm, wild = start, start
    for x in inputs:
        calm = oja(calm, x, calm @ x, lr=0.005)
        if np.abs(wild).max() < 1e6:
            wild = hebbian(wild, x, wild @ x, lr=0.005)
    first = turn[0]  # the direction of the spread of 3
    cosine = np.abs(calm @ first)
    assert (cosine > 0.98).all()
    np.testing.assert_allclose(np.linalg.norm(calm, axis=1), 1, atol=0.1)
    assert np.abs(wild).max() > 1e6


def test_neither_changes_its_arguments():
    weight, x = np.ones((1, 2)), np.array([1.0, 2.0])
    for rule in (hebbian, oja):
        rule(weight, x, weight @ x)
    assert (weight == 1).all()
