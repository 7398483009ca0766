import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from worked.activations.log_softmax.with_numpy import log_softmax
from worked.losses.kl_div.with_numpy import kl_div

SCORES = arrays(np.float64, (3, 4), elements=st.floats(-20, 20))


@given(SCORES, SCORES)
def test_divergence_is_never_negative(one, other):
    prediction, truth = log_softmax(one, -1), np.exp(log_softmax(other, -1))
    assert kl_div(prediction, truth, "batchmean") >= -1e-12


@given(SCORES)
def test_divergence_from_itself_is_zero(scores):
    log_prob = log_softmax(scores, -1)
    assert kl_div(log_prob, np.exp(log_prob), "sum") == pytest.approx(0, abs=1e-12)


@given(SCORES, SCORES)
def test_probabilities_and_their_logarithms_give_one_value(one, other):
    prediction, log_truth = log_softmax(one, -1), log_softmax(other, -1)
    plain = kl_div(prediction, np.exp(log_truth), "sum")
    logs = kl_div(prediction, log_truth, "sum", log_target=True)
    assert plain == pytest.approx(logs, rel=1e-9, abs=1e-11)


def test_the_order_of_the_arguments_matters():
    one, other = np.array([[0.9, 0.1]]), np.array([[0.5, 0.5]])
    there = kl_div(np.log(one), other, "batchmean")
    back = kl_div(np.log(other), one, "batchmean")
    assert abs(there - back) > 0.1


def test_mean_is_batchmean_over_the_classes():
    rng = np.random.default_rng(0)
    log_prob, truth = np.log(rng.dirichlet(np.ones(5), 3)), rng.dirichlet(np.ones(5), 3)
    mean, batchmean = (kl_div(log_prob, truth, r) for r in ("mean", "batchmean"))
    assert mean * 5 == pytest.approx(batchmean)
