"""Laws of the output heads."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worked.neurons.output_head.with_numpy import (
    output_head,
    output_head_loss_backward,
)

SCORES = st.lists(st.floats(-30, 30), min_size=3, max_size=3)


@given(st.floats(-30, 30))
def test_a_sigmoid_is_the_softmax_of_the_score_and_zero(score):
    both = output_head(np.array([[0.0, score]]), "multi-class")
    alone = output_head(np.array([[score]]), "binary")
    np.testing.assert_allclose(both[0, 1], alone[0, 0], rtol=1e-12)


@given(SCORES, st.floats(-100, 100))
def test_only_softmax_forgets_a_common_shift(scores, shift):
    z = np.array([scores])
    np.testing.assert_allclose(
        output_head(z + shift, "multi-class"), output_head(z, "multi-class"), atol=1e-12
    )
    assert np.isclose(output_head(z, "multi-class").sum(), 1)


@pytest.mark.parametrize(
    ("task", "target", "terms"),
    [
        ("regression", np.array([[1.0, 0.0, 1.0]]), 3 / 2),
        ("multi-label", np.array([[1.0, 0.0, 1.0]]), 3),
        ("multi-class", np.array([1]), 1),
    ],
)
def test_the_gradient_is_prediction_minus_target(task, target, terms):
    z = np.array([[0.3, -2.0, 1.5]])
    truth = np.eye(3)[target] if task == "multi-class" else target
    grad = output_head_loss_backward(1.0, z, target, task)
    np.testing.assert_allclose(grad, (output_head(z, task) - truth) / terms, rtol=1e-12)


def test_the_answer_is_no_view_of_the_scores():
    z = np.zeros((1, 2))
    output_head(z, "regression")[0, 0] = 1
    assert not z.any()
