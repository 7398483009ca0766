"""Sums over a million rows in float32 keep six digits, whatever the axis."""

import numpy as np
import pytest

from worked.activations.log_softmax.with_numpy import log_softmax, log_softmax_backward
from worked.activations.prelu.with_numpy import prelu_backward
from worked.activations.silu.with_numpy import swish_backward
from worked.activations.softmax.with_numpy import softmax, softmax_backward

ROWS = 1_000_000
rng = np.random.default_rng(0)
x = rng.uniform(0.5, 1, size=(ROWS, 2)).astype(np.float32)
grad = rng.uniform(0.5, 1, size=(ROWS, 2)).astype(np.float32)


@pytest.mark.parametrize(
    "sums",
    [
        lambda grad, x: prelu_backward(grad, -x, np.full(2, 0.25, x.dtype))[1],
        lambda grad, x: prelu_backward(grad, -x, np.full(1, 0.25, x.dtype))[1],
        lambda grad, x: swish_backward(grad, x, np.ones(2, x.dtype))[1],
        lambda grad, x: swish_backward(grad, x, np.ones((), x.dtype))[1],
        lambda grad, x: softmax(x, 0),
        lambda grad, x: log_softmax(x, 0),
        lambda grad, x: softmax_backward(grad, x, 0),
    ],
    ids=[
        "prelu, a slope per channel",
        "prelu, one slope",
        "swish, a steepness per unit",
        "swish, one steepness",
        "softmax",
        "log_softmax",
        "softmax_backward",
    ],
)
def test_six_digits(sums):
    single = sums(grad, x)
    double = sums(grad.astype(np.float64), x.astype(np.float64))
    assert single.dtype == np.float32
    gap = np.abs(single - double).max() / np.abs(double).max()
    assert gap < 1e-6


def test_six_digits_of_a_gradient_through_log_probabilities():
    single = log_softmax_backward(grad, x, 0)
    double = log_softmax_backward(grad.astype(np.float64), x.astype(np.float64), 0)
    gap = np.abs(single - double).max() / np.abs(double).max()
    assert gap < 4e-6  # a logarithm of -14 in float32 gives its exponential six digits
