import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worked.losses.huber_loss.with_numpy import huber_loss, huber_loss_backward
from worked.losses.l1_loss.with_numpy import l1_loss
from worked.losses.mse_loss.with_numpy import mse_loss
from worked.losses.smooth_l1_loss.with_numpy import smooth_l1_loss

RESIDUAL = st.floats(-1e4, 1e4).map(lambda d: np.array([d]))
DELTA = st.floats(0.01, 100)
ZERO = np.zeros(1)


@given(RESIDUAL, DELTA)
def test_it_lies_below_half_the_square_and_below_the_line(residual, delta):
    loss = huber_loss(residual, ZERO, delta=delta)
    assert loss <= 0.5 * mse_loss(residual, ZERO) * (1 + 1e-12)
    assert loss <= delta * l1_loss(residual, ZERO) * (1 + 1e-12)


@given(RESIDUAL, DELTA)
def test_its_slope_never_exceeds_delta(residual, delta):
    grad, _ = huber_loss_backward(1.0, residual, ZERO, delta=delta)
    assert abs(grad[0]) <= delta


@given(RESIDUAL, DELTA)
def test_it_is_delta_times_smooth_l1(residual, delta):
    huber = huber_loss(residual, ZERO, delta=delta)
    assert huber == pytest.approx(delta * smooth_l1_loss(residual, ZERO, beta=delta))


@given(RESIDUAL)
def test_a_delta_beyond_every_residual_is_half_the_square(residual):
    huber = huber_loss(residual, ZERO, delta=1e5)
    assert huber == pytest.approx(0.5 * mse_loss(residual, ZERO))


@given(RESIDUAL)
def test_a_tiny_beta_is_l1(residual):
    smooth = smooth_l1_loss(residual, ZERO, beta=1e-9)
    assert smooth == pytest.approx(l1_loss(residual, ZERO), abs=1e-9)
