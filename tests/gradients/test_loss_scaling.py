"""A training with loss scaling beside the library's scaler, and what float16 loses without it."""

import numpy as np
import pytest

from worked.gradients.loss_scaling.with_numpy import loss_scaling

SLOPES = np.random.default_rng(0).choice([1e-8, 1e-3, 50.0], size=60, p=[0.4, 0.4, 0.2])


def half(slope, scale):
    """Return the gradient of the scaled loss after its way through float16."""
    with np.errstate(over="ignore"):
        return np.array([slope * scale]).astype(np.float16).astype(np.float32)


@pytest.mark.torch
@pytest.mark.parametrize("interval", [2, 5, 2000])
@pytest.mark.parametrize(("growth", "backoff"), [(2.0, 0.5), (4.0, 0.125)])
def test_the_trajectory_is_that_of_the_library(interval, growth, backoff):
    import torch

    weight, scale, good = np.ones(1, np.float32), 65536.0, 0
    param = torch.nn.Parameter(torch.ones(1))
    optimizer = torch.optim.SGD([param], lr=1.0)
    scaler = torch.amp.GradScaler(
        "cpu",
        growth_interval=interval,
        growth_factor=growth,
        backoff_factor=backoff,
    )
    skipped = 0
    for slope in SLOPES:
        optimizer.zero_grad()
        scaler.scale((param.half().float() * slope).sum()).backward()
        scaler.step(optimizer)
        scaler.update()
        options = {"growth_factor": growth, "backoff_factor": backoff}
        grad, bad, scale, good = loss_scaling(
            half(slope, scale), scale, good, growth_interval=interval, **options
        )
        weight = weight if bad else weight - grad
        skipped += bad
        assert scale == scaler.get_scale()
        np.testing.assert_allclose(weight, param.detach().numpy(), rtol=1e-6)
    assert skipped


def test_what_underflows_in_float16_survives_the_scale():
    assert half(1e-8, 1.0) == 0
    grad, bad, _, _ = loss_scaling(half(1e-8, 65536.0))
    np.testing.assert_allclose(grad, 1e-8, rtol=1e-3)
    assert not bad


def test_powers_of_two_round_nothing():
    grad = np.random.default_rng(0).normal(size=100)
    unscaled, *_ = loss_scaling(grad * 2.0**16, 2.0**16)
    np.testing.assert_array_equal(unscaled, grad)


def test_the_scale_settles_below_what_overflows():
    scale, good, scales = 65536.0, 0, []
    for _ in range(200):
        _, _, scale, good = loss_scaling(
            half(3.0, scale), scale, good, growth_interval=4
        )
        scales.append(scale)
    # 3 times 2^14 fits below 65504, 3 times 2^15 does not.
    assert set(scales[10:]) == {2.0**14, 2.0**15}
